// The life of the button: kept up to date by the server, displayed, clicked.

const WORDS = {
  looking: ['Looking for somebody', 'One moment', 'We are finding out whether somebody is there.'],
  available: ['Somebody is there', 'Chat with us', 'Most questions are answered within five minutes.'],
  unavailable: ['Nobody is there right now', 'Chat is closed', 'The button comes back by itself as soon as somebody is there.'],
  conversation: ['Your conversation is open', 'Resume conversation', 'You can go on where you left off.'],
};

const byId = (id) => document.getElementById(id);
const chat = byId('chat');
const dialog = byId('handover');

let button = { state: 'looking' };
let lost = null;
let displayed = null;

function show(next) {
  button = next;
  const [state, label, note] = WORDS[next.state];
  document.body.dataset.state = next.state;
  document.body.toggleAttribute('data-stale', Boolean(next.staleSince));
  say('state', next.staleSince ? `Not confirmed since ${clock(next.staleSince)}` : state);
  say('label', label);
  say('note', next.staleSince ? staleNote(next.state) : note);
  chat.disabled = next.state === 'looking' || next.state === 'unavailable';
  reportDisplay();
}

// Text that stays the same is left alone, so that it is not read aloud again.
function say(id, text) {
  const element = byId(id);
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

function staleNote(state) {
  return state === 'unavailable'
    ? 'We cannot find out right now whether somebody is there; we keep asking.'
    : 'This was so when we last heard. You can try; we keep asking.';
}

function clock(instant) {
  return new Date(instant).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' });
}

// Once for each offer of each session, and only when somebody can see it.
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
      say('note', 'That did not work. Please try again in a moment.');
    }
  } catch {
    say('note', 'That did not work: the shop cannot be reached.');
  } finally {
    chat.removeAttribute('aria-busy');
  }
}

function open(handover) {
  byId('handover-json').textContent = JSON.stringify(handover, null, 2);
  say('handover-text', handover.conversationId
    ? 'It would resume this conversation.'
    : 'This is what it receives, so that the conversation belongs to its campaign.');
  dialog.showModal();
}

chat.addEventListener('click', click);
document.addEventListener('visibilitychange', reportDisplay);

// The browser connects again by itself, unless the server had an answer but no stream: then that is done here.
// Only if it takes long is the button out of date.
function connect() {
  const events = new EventSource('/button');
  events.addEventListener('button', (event) => {
    clearTimeout(lost);
    lost = null;
    show(JSON.parse(event.data));
  });
  events.addEventListener('error', () => {
    lost ??= setTimeout(() => show({ ...button, staleSince: button.staleSince ?? new Date().toISOString() }), 6000);
    if (events.readyState === EventSource.CLOSED) {
      setTimeout(connect, 5000 + 5000 * Math.random());
    }
  });
}

connect();
