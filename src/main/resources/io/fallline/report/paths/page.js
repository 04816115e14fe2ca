'use strict';
const paths = JSON.parse(document.getElementById('data').textContent);
const longest = Math.max(...paths.map(path => path.length - 1));
const slider = document.getElementById('step');
const play = document.getElementById('play');
const speed = document.getElementById('speed');
const shown = document.getElementById('shown');
const plot = document.querySelector('.plot svg');
const chart = document.querySelector('.chart svg');
const SVG = 'http://www.w3.org/2000/svg';
const X = 0, Y = 1, VALUE = 2, RATE = 3, FORMULA = 4, CENTRAL = 6, PLOT = 8, CHART = 10; // where a point has what
const PLAYED_IN = 9000; // milliseconds for all steps, at normal speed
const ARROW = 34;
let step = longest;
let playing = null; // when the present step came, while steps are played
let timer = 0;

const number = n => n === null ? '' : n === 0 ? '0' : Math.abs(n) >= 1e-3 && Math.abs(n) < 1e6
  ? String(Number(n.toPrecision(6))) : n.toExponential(3);

function parts(index) { // of a path, in the plot and in the chart
  return [plot, chart].map(picture => picture.querySelector(`[data-path="${index}"]`));
}

function line(points, at) {
  return points.map((point, k) => (k ? 'L' : 'M') + point[at] + ' ' + point[at + 1]).join('');
}

const arrows = paths.map((path, index) => {
  const arrow = document.createElementNS(SVG, 'path');
  arrow.setAttribute('class', 'arrow');
  parts(index)[0].append(arrow);
  return arrow;
});

const cursor = chart.querySelector('.cursor'); // where it stands first is the last step
const [, right, above, bottom] = /^M(\S+) (\S+)V(\S+)$/.exec(cursor.getAttribute('d')).map(Number);
const left = paths[0][0][CHART];

/** Which way is steepest down, or up where paths climb: how long, the logarithm of the gradient. */
function drawArrow(arrow, point) {
  const sign = document.querySelector('.pictures').dataset.climbs === 'true' ? 1 : -1;
  const dx = sign * point[FORMULA], dy = -sign * point[FORMULA + 1];
  const norm = Math.hypot(dx, dy);
  if (!(norm > 1e-9)) { arrow.setAttribute('d', ''); return; }
  const length = ARROW * Math.min(1, Math.max(.3, 1 + Math.log10(norm) / 4));
  const [ux, uy] = [dx / norm, dy / norm];
  const [ex, ey] = [point[PLOT] + length * ux, point[PLOT + 1] + length * uy];
  const wing = (side) => `L${ex - 7 * ux + side * 4 * uy} ${ey - 7 * uy - side * 4 * ux}`;
  arrow.setAttribute('d', `M${point[PLOT]} ${point[PLOT + 1]}L${ex} ${ey}${wing(1)}M${ex} ${ey}${wing(-1)}`);
}

function show(wanted) {
  step = Math.max(0, Math.min(longest, wanted));
  slider.value = step;
  shown.value = `step ${step} of ${longest}`;
  paths.forEach((path, index) => {
    const at = Math.min(step, path.length - 1);
    const point = path[at];
    const some = path.slice(0, at + 1);
    const [drawn, charted] = parts(index);
    drawn.querySelector('.line').setAttribute('d', line(some, PLOT));
    const dots = drawn.querySelector('.dots');
    if (dots) dots.setAttribute('d', some.map(p => `M${p[PLOT]} ${p[PLOT + 1]}h0`).join(''));
    drawn.querySelector('.end').setAttribute('cx', point[PLOT]);
    drawn.querySelector('.end').setAttribute('cy', point[PLOT + 1]);
    charted.querySelector('.line').setAttribute('d', line(some, CHART));
    drawArrow(arrows[index], point);
    const cells = document.querySelectorAll(`tr[data-path="${index}"] td[data-at]`);
    cells.forEach(cell => { cell.textContent = number(point[cell.dataset.at]); });
    const difference = Math.max(
      Math.abs(point[FORMULA] - point[CENTRAL]), Math.abs(point[FORMULA + 1] - point[CENTRAL + 1]));
    document.querySelector(`tr[data-path="${index}"] .difference`).textContent = number(difference);
    const ended = document.querySelector(`tr[data-path="${index}"] .ended`);
    ended.textContent = at === path.length - 1 ? ended.dataset.ended : '';
  });
  const x = left + (longest ? step / longest : 0) * (right - left);
  cursor.setAttribute('d', `M${x} ${above}V${bottom}`);
}

function pause() {
  playing = null;
  clearTimeout(timer);
  play.textContent = '▶ Play';
}

function begin() {
  if (step === longest) show(0);
  playing = performance.now();
  play.textContent = '❚❚ Pause';
  advance();
}

function advance() {
  if (playing === null) return;
  const each = Math.min(500, PLAYED_IN / longest) / Number(speed.value);
  const steps = Math.floor((performance.now() - playing) / each); // several, where they are quicker than the screen
  if (steps > 0) {
    playing += steps * each;
    show(step + steps);
  }
  if (step === longest) pause(); else timer = setTimeout(advance, Math.max(16, each / 2));
}

function go(to) {
  pause();
  show(to);
}

play.addEventListener('click', () => playing === null ? begin() : pause());
document.getElementById('back').addEventListener('click', () => go(step - 1));
document.getElementById('on').addEventListener('click', () => go(step + 1));
slider.addEventListener('input', () => go(Number(slider.value)));
document.querySelectorAll('input[data-path]').forEach(box => box.addEventListener('change', () => {
  parts(Number(box.dataset.path)).forEach(part => part.classList.toggle('off', !box.checked));
}));
const keys = {
  ' ': () => play.click(), ArrowLeft: () => go(step - 1), ArrowRight: () => go(step + 1),
  PageDown: () => go(step - 10), PageUp: () => go(step + 10), Home: () => go(0), End: () => go(longest)
};
document.addEventListener('keydown', event => {
  const own = event.target.closest('select, button, input[type=checkbox]'); // these have keys of their own
  if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
  if (own && (event.key === ' ' || own.matches('select'))) return;
  event.preventDefault();
  keys[event.key]();
});
const asked = /^#step=(\d+)$/.exec(location.hash); // a moment to point others to
slider.max = longest;
document.querySelector('.controls').hidden = false;
show(asked ? Number(asked[1]) : longest);
