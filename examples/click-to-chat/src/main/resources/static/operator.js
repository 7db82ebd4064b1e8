// The operator panel: sets the behaviour of the simulated service and plots the traffic.
/* global uPlot */

const byId = (id) => document.getElementById(id);
const switches = byId('switches');
const DEFAULTS = { agents: true, conversation: false, trouble: 'NONE', delay: 0 };
const SHOWN = 60;

let samples = [];
let plots = [];
let changes = 0;
let sending = 0;
let pending = Promise.resolve();

function post(path, body) {
  const headers = { 'X-Click-To-Chat': '1', 'Content-Type': 'application/json' };
  return fetch(path, { method: 'POST', headers, body: body && JSON.stringify(body) });
}

function setting() {
  const { agents, conversation, trouble, delay } = switches.elements;
  return {
    agents: agents.checked,
    conversation: conversation.checked,
    trouble: trouble.value,
    delay: Number(delay.value),
  };
}

function show(set) {
  const { agents, conversation, trouble, delay } = switches.elements;
  agents.checked = set.agents;
  conversation.checked = set.conversation;
  trouble.value = set.trouble;
  delay.value = String(set.delay);
}

// One request at a time, because concurrent settings could arrive in the wrong order.
function send(path, body, done) {
  changes += 1;
  sending += 1;
  pending = pending.then(async () => {
    const ok = await post(path, body).then((response) => response.ok, () => false);
    byId('done').textContent = ok ? done : 'Not changed: the server refused it or cannot be reached.';
    sending -= 1;
  });
}

// Names the changed setting and its new value, such as "Agents online: no."
function description(control) {
  const name = control.closest('label').querySelector('span').textContent;
  const value = control.type === 'checkbox' ? (control.checked ? 'yes' : 'no') : control.selectedOptions[0].textContent;
  return `${name}: ${value}.`;
}

switches.addEventListener('change', (event) => send('/operator/setting', setting(), description(event.target)));
byId('reset').addEventListener('click', () => {
  show(DEFAULTS);
  send('/operator/setting', DEFAULTS, 'All settings are reset.');
});
byId('expire').addEventListener('click', () => send('/operator/expire', undefined, 'All sessions have expired.'));

const drawer = byId('drawer');
drawer.addEventListener('click', () => {
  const open = drawer.getAttribute('aria-expanded') !== 'true';
  drawer.setAttribute('aria-expanded', String(open));
  byId('operator').toggleAttribute('data-open', open);
  draw();
});

// The samples are totals: the count of a second is the difference of two samples.
function perSecond(member) {
  return samples.map((sample, i) => (i === 0 ? null : sample[member] - samples[i - 1][member]));
}

function data() {
  const at = samples.map((sample) => sample.at);
  return [
    [at, perSecond('requests'), perSecond('retries'), perSecond('sessions')],
    [at, samples.map((sample) => sample.slowest), samples.map((sample) => sample.median)],
  ];
}

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function plot(element, least, series) {
  const axis = {
    stroke: colour('--muted'),
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
    font: '11px system-ui, sans-serif',
  };
  const options = {
    width: element.clientWidth,
    height: 118,
    padding: [10, 16, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { range: () => [now() - SHOWN - 0.5, now() + 0.5] },
      y: { range: (self, from, to) => [0, Math.max(least, to * 1.15)] },
    },
    axes: [
      { ...axis, size: 24, splits: () => [now() - 60, now() - 45, now() - 30, now() - 15, now()],
        values: (self, splits) => splits.map((at) => (at >= now() ? 'now' : `−${now() - at} s`)) },
      { ...axis, size: 40, space: 34, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000] },
    ],
    series: [{}, ...series],
  };
  return new uPlot(options, undefined, element);
}

function now() {
  return samples.length === 0 ? 0 : samples[samples.length - 1].at;
}

function build() {
  plots.forEach((each) => each.destroy());
  const bars = uPlot.paths.bars({ size: [0.7, 14] });
  const points = (name) => ({ show: true, size: 6, width: 0, fill: colour(name) });
  const dots = (name) => ({ stroke: colour(name), paths: () => null, points: points(name) });
  plots = [
    plot(byId('traffic'), 4, [
      { stroke: colour('--requests'), fill: colour('--requests'), width: 0, paths: bars, points: { show: false } },
      { stroke: colour('--retries'), fill: colour('--retries'), width: 0, paths: bars, points: { show: false } },
      { ...dots('--sessions'), points: { ...points('--sessions'), filter: notZero } },
    ]),
    plot(byId('times'), 20, [dots('--slowest'), dots('--median')]),
  ];
  draw();
}

// Draws dots only for the seconds in which a session was opened.
function notZero(self, series) {
  return self.data[series].flatMap((value, i) => (value > 0 ? [i] : []));
}

function draw() {
  const sets = data();
  plots.forEach((each, i) => {
    const width = each.root.parentElement.clientWidth;
    if (width > 0) {
      if (width !== each.width) {
        each.setSize({ width, height: each.height });
      }
      each.setData(sets[i]);
    }
  });
  const last = samples[samples.length - 1];
  for (const name of ['requests', 'retries', 'sessions', 'impressions']) {
    byId(name).textContent = last ? last[name] : 0;
  }
}

async function refresh() {
  const before = changes;
  const settled = sending === 0;
  try {
    const response = await fetch(`/operator?after=${now()}`);
    const view = await response.json();
    samples = samples.concat(view.samples).slice(-SHOWN - 1);
    // Shows settings made in another window, unless a setting was sent from here in the meantime.
    if (settled && before === changes) {
      show(view.setting);
    }
    draw();
  } catch {
    // The server cannot be reached: the plot stays as it is until the next request.
  }
  setTimeout(refresh, 1000);
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', build);
addEventListener('resize', draw);
// The chart library is a deferred classic script, which may load after this module.
addEventListener('load', () => {
  build();
  refresh();
});
