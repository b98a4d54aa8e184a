// Browser part: the timeline that can be zoomed and moved with buttons, keys, or by dragging over it.

import type { PageTexts } from '../text/en-page.ts';

// A number of the script is written with a point.
function decimalMark({ decimal }: PageTexts): string {
  return decimal === '.' ? '' : `.replace('.', '${decimal}')`;
}

/** Needs `element`, `drawn`, `grouped` and `utcText`; gives `timelineOf(model)`. */
export const timelineScript = (words: PageTexts): string => String.raw`
const LANE_PIXELS = 56;
const EVENT_PIXELS = 18;
const TITLE_PIXELS = 18;
const AXIS_PIXELS = 38;
const LEAST_SECONDS = 5;
const TICK_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 432000, 864000, 2592000, 7776000, 31536000];

function short(value) {
  for (const [size, letter] of [[1e12, 'T'], [1e9, 'G'], [1e6, 'M'], [1e4, 'k']])
    if (value >= size) {
      const scale = letter === 'k' ? 1e3 : size;
      return String(Number((value / scale).toPrecision(3)))${decimalMark(words)} + ' ' + letter;
    }
  return value < 10 ? String(Number(value.toPrecision(2)))${decimalMark(words)} : grouped(value);
}

// 131 kbit/s, but 131 k packets/s.
function withUnit(value, unit) {
  const text = short(value);
  return unit.startsWith('bit') && /[a-z]$/i.test(text) ? text + unit : text + ' ' + unit;
}

// A rate is the mean of its interval: shorter peaks are higher.
function meanOf(lane) {
  if (lane.bucketSec < 2 || !lane.unit.endsWith('/s')) return '';
  const [size, name] = [[3600, 'h'], [60, 'min'], [1, 's']].find(([size]) => lane.bucketSec >= size);
  return '${words.meanOf}' + short(lane.bucketSec / size) + ' ' + name;
}

function timelineOf(model) {
  if (model.all[1] <= model.all[0]) return undefined;
  const widened = ([from, to]) => {
    const room = Math.max(LEAST_SECONDS, (to - from) * 0.03);
    return [from - room, to + room];
  };
  const limits = widened(model.all);
  let [from, to] = widened(model.measured);
  let width = 0;
  let dragFrom = -1;

  const picture = drawn('svg', { role: 'img', 'aria-label': '${words.pictureLabel}' });
  const stage = element('div', { class: 'stage', tabindex: '0', role: 'group', 'aria-label': '${words.stageLabel}' }, picture);
  const readout = element('p', { class: 'readout', 'aria-live': 'off' });
  const tools = element('div', { class: 'tools' });
  const selection = drawn('rect', { class: 'selection', y: 0, width: 0 });
  const cross = drawn('line', { class: 'cross', y1: 0, x1: -9, x2: -9 });

  const xOf = (seconds) => ((seconds - from) / (to - from)) * width;
  const secondsAt = (x) => from + (x / width) * (to - from);

  function view(start, end) {
    const span = Math.min(limits[1] - limits[0], Math.max(LEAST_SECONDS, end - start));
    const middle = (start + end) / 2;
    from = Math.max(limits[0], Math.min(limits[1] - span, middle - span / 2));
    to = from + span;
    draw();
  }
  function zoom(factor, around) {
    view(around - (around - from) * factor, around + (to - around) * factor);
  }
  function move(share) {
    view(from + share * (to - from), to + share * (to - from));
  }

  function laneOf(lane, top) {
    const group = drawn('g', { class: 'lane ' + lane.lane });
    const columns = new Float64Array(Math.ceil(width)).fill(-1);
    let most = 0;
    for (let i = 0; i < lane.at.length; i++) {
      const start = lane.at[i];
      if (start + lane.bucketSec < from || start > to) continue;
      const first = Math.max(0, Math.floor(xOf(start)));
      const last = Math.min(columns.length - 1, Math.max(first + 1, Math.ceil(xOf(start + lane.bucketSec)) - 1));
      const value = lane.values[i];
      if (value > most) most = value;
      // A pixel that stands for many points shows the highest of them.
      for (let x = first; x <= last; x++) if (value > columns[x]) columns[x] = value;
    }
    const floor = top + TITLE_PIXELS + LANE_PIXELS;
    let path = '';
    for (let x = 0; x < columns.length; x++) {
      if (columns[x] < 0) continue;
      const height = most === 0 ? 0 : (columns[x] / most) * LANE_PIXELS;
      path += x === 0 || columns[x - 1] < 0 ? 'M' + x + ' ' + floor : '';
      path += 'V' + (floor - height).toFixed(1) + 'H' + (x + 1);
      if (x === columns.length - 1 || columns[x + 1] < 0) path += 'V' + floor;
    }
    const note = most === 0 ? '${words.nothingHere}' : '${words.upTo}' + withUnit(most, lane.unit) + meanOf(lane);
    group.append(
      drawn('text', { x: 0, y: top + 12, class: 'name' }, lane.title),
      drawn('text', { x: width, y: top + 12, class: 'most' }, note),
      drawn('line', { x1: 0, x2: width, y1: floor + 0.5, y2: floor + 0.5, class: 'floor' }),
      drawn('path', { d: path }),
    );
    return group;
  }

  function eventsOf(row, top) {
    const group = drawn('g', { class: 'events ' + row.kind });
    group.append(drawn('text', { x: 0, y: top + 12, class: 'name' }, row.title));
    const middle = top + TITLE_PIXELS + EVENT_PIXELS / 2;
    let free = -Infinity;
    row.items.forEach(([start, end, label, text], index) => {
      if (end < from || start > to) return;
      const x = Math.max(-4, xOf(start));
      const right = Math.min(width + 4, xOf(end));
      const mark = end > start
        ? drawn('rect', { x, y: middle - 6, width: Math.max(2, right - x), height: 12, rx: 2 })
        : drawn('path', { d: 'M' + x + ' ' + (middle - 6) + 'l5 6l-5 6l-5 -6z' });
      const span = end > start ? utcText(start) + '${words.to}' + utcText(end) : utcText(start);
      mark.append(drawn('title', {}, text + ' (' + span + ')'));
      if (row.kind === 'attack') mark.addEventListener('click', () => view(...widened([start, end])));
      group.append(mark);
      const labelX = Math.max(x, right) + 7;
      const next = row.items[index + 1];
      const room = next === undefined ? width : xOf(next[0]) - 6;
      const wide = label.length * 7;
      if (label !== '' && labelX > free && labelX + wide < Math.min(room, width)) {
        group.append(drawn('text', { x: labelX, y: middle + 4, class: 'label' }, label));
        free = labelX + wide;
      }
    });
    return group;
  }

  function axisAt(top) {
    const group = drawn('g', { class: 'axis' });
    const wanted = ((to - from) * 84) / width;
    const step = TICK_STEPS.find((each) => each >= wanted) ?? TICK_STEPS[TICK_STEPS.length - 1];
    let day = '';
    let dayEnd = -Infinity;
    for (let tick = Math.ceil(from / step) * step; tick <= to; tick += step) {
      const x = xOf(tick);
      const text = utcText(tick);
      group.append(drawn('line', { x1: x, x2: x, y1: 0, y2: top + 4 }));
      const edge = x < 24 ? 'start' : x > width - 24 ? 'end' : 'middle';
      if (step < 86400)
        group.append(drawn('text', { x, y: top + 16, 'text-anchor': edge }, step < 60 ? text.slice(11, 19) : text.slice(11, 16)));
      if (text.slice(0, 10) !== day && x - 34 > dayEnd) {
        day = text.slice(0, 10);
        const dayEdge = x < 36 ? 'start' : x > width - 36 ? 'end' : 'middle';
        group.append(drawn('text', { x, y: top + (step < 86400 ? 31 : 16), 'text-anchor': dayEdge }, day));
        dayEnd = x + 40;
      }
    }
    return group;
  }

  function draw() {
    if (width === 0) return;
    const rows = [];
    let top = 4;
    for (const row of model.rows) {
      rows.push(eventsOf(row, top));
      top += TITLE_PIXELS + EVENT_PIXELS + 4;
    }
    for (const lane of model.lanes) {
      rows.push(laneOf(lane, top));
      top += TITLE_PIXELS + LANE_PIXELS + 10;
    }
    const bands = (model.rows.find(({ kind }) => kind === 'attack')?.items ?? [])
      .filter(([start, end]) => end >= from && start <= to)
      .map(([start, end]) => drawn('rect', { class: 'band', x: xOf(start), y: 0, width: Math.max(1, xOf(end) - xOf(start)), height: top }));
    const height = top + AXIS_PIXELS;
    picture.setAttribute('viewBox', '0 0 ' + width + ' ' + height);
    picture.setAttribute('height', height);
    selection.setAttribute('height', top);
    cross.setAttribute('y2', top);
    picture.replaceChildren(...bands, axisAt(top), ...rows, selection, cross);
    readout.textContent = utcText(Math.round(from)) + '${words.to}' + utcText(Math.round(to));
  }

  function valueAt(lane, seconds) {
    let low = 0;
    let high = lane.at.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (lane.at[middle] <= seconds) low = middle + 1;
      else high = middle;
    }
    return low > 0 && seconds < lane.at[low - 1] + lane.bucketSec ? lane.values[low - 1] : undefined;
  }

  const xIn = (event) => event.clientX - picture.getBoundingClientRect().left;
  picture.addEventListener('pointermove', (event) => {
    const x = xIn(event);
    const seconds = secondsAt(x);
    cross.setAttribute('x1', x);
    cross.setAttribute('x2', x);
    if (dragFrom >= 0) {
      selection.setAttribute('x', Math.min(x, dragFrom));
      selection.setAttribute('width', Math.abs(x - dragFrom));
    }
    const values = model.lanes
      .map((lane) => [lane, valueAt(lane, seconds)])
      .filter(([, value]) => value !== undefined)
      .map(([lane, value]) => lane.title + ' ' + withUnit(value, lane.unit));
    readout.textContent = [utcText(Math.floor(seconds)), ...values].join(' \u00b7 ');
  });
  picture.addEventListener('pointerdown', (event) => {
    if (event.button === 0 && event.pointerType === 'mouse') dragFrom = xIn(event);
  });
  addEventListener('pointerup', (event) => {
    if (dragFrom < 0) return;
    const [a, b] = [dragFrom, xIn(event)].sort((left, right) => left - right);
    dragFrom = -1;
    selection.setAttribute('width', 0);
    if (b - a > 6) view(secondsAt(Math.max(0, a)), secondsAt(Math.min(width, b)));
  });
  const actions = [
    ['${words.zoomIn}', () => zoom(0.5, (from + to) / 2), '+'],
    ['${words.zoomOut}', () => zoom(2, (from + to) / 2), '-'],
    ['${words.earlier}', () => move(-0.3), 'ArrowLeft'],
    ['${words.later}', () => move(0.3), 'ArrowRight'],
    ['${words.everything}', () => view(...limits), '0'],
  ];
  if (model.attack[1] > model.attack[0]) actions.push(['${words.attack}', () => view(...widened(model.attack)), 'a']);
  for (const [name, act] of actions) {
    const button = element('button', { type: 'button' }, name);
    button.addEventListener('click', act);
    tools.append(button);
  }
  stage.addEventListener('keydown', (event) => {
    const found = actions.find(([, , key]) => key === event.key || (key === '+' && event.key === '='));
    if (found === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    found[1]();
  });
  new ResizeObserver(() => {
    width = Math.floor(stage.clientWidth);
    draw();
  }).observe(stage);

  return element(
    'section',
    { id: 'timeline', 'aria-labelledby': 'timeline-title' },
    element('h2', { id: 'timeline-title' }, '${words.timeline}'),
    element('p', { class: 'hint' }, '${words.hint}'),
    tools,
    readout,
    stage,
  );
}
`;
