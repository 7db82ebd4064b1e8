// Keeps the button up to date from the server's events, reports its display, and handles the click.

const TEXTS = {
  looking: ['Checking availability', 'One moment', 'We are checking whether an agent is available.'],
  available: ['An agent is available', 'Chat with us', 'Most questions are answered within five minutes.'],
  unavailable: ['No agent is available right now', 'Chat is closed', 'This page updates by itself when an agent is available.'],
  conversation: ['Your conversation is open', 'Resume conversation', 'You can continue where you left off.'],
};

const byId = (id) => document.getElementById(id);
const chat = byId('chat');
const dialog = byId('handover');

let button = { state: 'looking' };
let staleTimer = null;
let displayed = null;

function show(next) {
  button = next;
  const [status, label, note] = TEXTS[next.state];
  document.body.dataset.state = next.state;
  document.body.toggleAttribute('data-stale', Boolean(next.staleSince));
  setText('state', next.staleSince ? `Not confirmed since ${clock(next.staleSince)}` : status);
  setText('label', label);
  setText('note', next.staleSince ? staleNote(next.state) : note);
  chat.disabled = next.state === 'looking' || next.state === 'unavailable';
  reportDisplay();
}

// Unchanged text is not set again, because screen readers would repeat it.
function setText(id, text) {
  const element = byId(id);
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

function staleNote(state) {
  return state === 'unavailable'
    ? 'We cannot check right now whether an agent is available. We keep trying.'
    : 'This may be out of date. You can try, and we keep checking.';
}

function clock(instant) {
  return new Date(instant).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' });
}

// Once for each offer of each session, and only while the page is visible.
function reportDisplay() {
  const offer = button.state === 'available' && !button.staleSince ? `${button.session} ${button.context}` : null;
  if (offer === null || offer === displayed || document.visibilityState !== 'visible') {
    return;
  }
  displayed = offer;
  post('/button/displayed', new URLSearchParams({ context: button.context })).catch(() => {});
}

function post(path, body) {
  return fetch(path, { method: 'POST', body, headers: { 'X-Click-To-Chat': '1' } });
}

async function click() {
  chat.setAttribute('aria-busy', 'true');
  try {
    const response = await post('/button/clicked');
    if (response.ok) {
      open(await response.json());
    } else if (response.status === 409) {
      show(await response.json());
    } else {
      setText('note', 'The chat could not be opened. Please try again in a moment.');
    }
  } catch {
    setText('note', 'The chat could not be opened: the shop cannot be reached.');
  } finally {
    chat.removeAttribute('aria-busy');
  }
}

function open(handover) {
  byId('handover-json').textContent = JSON.stringify(handover, null, 2);
  setText('handover-text', handover.conversationId
    ? 'It would resume this conversation.'
    : 'This is what it receives, so that the conversation belongs to its campaign.');
  dialog.showModal();
}

chat.addEventListener('click', click);
document.addEventListener('visibilitychange', reportDisplay);

// The browser reconnects by itself, unless the server responded without a stream; then this code reconnects.
// The button becomes stale only after several seconds without a connection.
function connect() {
  const events = new EventSource('/button');
  events.addEventListener('button', (event) => {
    clearTimeout(staleTimer);
    staleTimer = null;
    show(JSON.parse(event.data));
  });
  events.addEventListener('error', () => {
    staleTimer ??= setTimeout(() => show({ ...button, staleSince: button.staleSince ?? new Date().toISOString() }), 6000);
    if (events.readyState === EventSource.CLOSED) {
      setTimeout(connect, 5000 + 5000 * Math.random());
    }
  });
}

connect();
