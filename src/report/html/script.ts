// The page's script, put together from its parts. It runs in the browser only: plain JavaScript, no imports, no markup from text.

import type { PageTexts } from '../text/en-page.ts';
import { tableScript } from './script-table.ts';
import { timelineScript } from './script-timeline.ts';

const DOM = ({ group }: PageTexts): string => String.raw`
'use strict';
const SVG = 'http://www.w3.org/2000/svg';

// Children that are strings become text; nothing is ever parsed as markup.
function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const name in attributes) made.setAttribute(name, attributes[name]);
  made.append(...children);
  return made;
}

function drawn(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const name in attributes) made.setAttribute(name, attributes[name]);
  made.append(...children);
  return made;
}

function read(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

function grouped(value) {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, '${group}');
}

function utcText(seconds) {
  return seconds < 0 ? '' : new Date(seconds * 1000).toISOString().replace('T', ' ').replace(/\.\d+Z$/, 'Z');
}
`;

const PAGE = (words: PageTexts): string => `
const page = read('page-data');
const sources = read('source-data');

function openDetails(model, row) {
  const dialog = element('dialog', { 'aria-labelledby': 'details-title' });
  const list = element('dl', {});
  for (const column of model.columns.slice(1)) {
    const text = cellText(column, row);
    if (text !== '' && text !== '0') list.append(element('dt', {}, column.title), element('dd', {}, text));
  }
  const close = element('button', { type: 'button' }, '${words.close}');
  close.addEventListener('click', () => dialog.close());
  dialog.append(
    close,
    element('h2', { id: 'details-title', class: 'mono', tabindex: '-1', autofocus: '' }, cellText(model.columns[0], row)),
    list,
  );
  const before = document.activeElement;
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (before !== null && before.isConnected) before.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}

function figureOf(figure) {
  const image = element('img', {
    alt: figure.altText,
    width: figure.width,
    height: figure.height,
    src: figure.source,
  });
  return element('figure', {}, element('figcaption', {}, figure.title), image);
}

function blockOf(block) {
  const made = element('details', {}, element('summary', {}, block.title));
  for (const text of block.paragraphs) made.append(element('p', {}, text));
  for (const table of block.tables) made.append(tableOf(table));
  return made;
}

function sectionOf(section) {
  const made = element('section', { id: section.id, 'aria-labelledby': section.id + '-title' });
  made.append(element('h2', { id: section.id + '-title' }, section.title));
  for (const text of section.paragraphs) made.append(element('p', {}, text));
  if (section.sentences.length > 0) {
    const list = element('ul', {});
    for (const text of section.sentences) list.append(element('li', {}, text));
    made.append(list);
  }
  if (section.figures.length > 0) {
    const figures = element('div', { class: 'figures' });
    figures.append(...section.figures.map(figureOf));
    made.append(figures);
  }
  for (const table of section.tables) made.append(tableOf(table));
  if (section.id === 'sources' && sources.rows > 0)
    made.append(tableOf(sources, { open: openDetails, virtual: true }));
  for (const block of section.blocks) made.append(blockOf(block));
  return made;
}

function overview() {
  const answers = element('dl', { class: 'answers' });
  for (const [question, answer] of page.answers)
    answers.append(element('dt', {}, question), element('dd', {}, answer));
  const tiles = element('ul', { class: 'tiles', 'aria-label': '${words.mainNumbers}' });
  for (const tile of page.tiles)
    tiles.append(
      element(
        'li',
        {},
        element('span', { class: 'label' }, tile.label),
        element('span', { class: 'value' }, element('strong', {}, tile.value), tile.unit === '' ? '' : ' ' + tile.unit),
        element('span', { class: 'note' }, tile.note),
      ),
    );
  return element(
    'section',
    { id: 'overview', 'aria-labelledby': 'overview-title' },
    element('h2', { id: 'overview-title' }, '${words.inShort}'),
    answers,
    tiles,
  );
}

function build() {
  const shown = [{ id: 'overview', short: '${words.inShort}' }];
  const main = element('main', { id: 'main' }, overview());
  const timeline = timelineOf(page.timeline);
  if (timeline !== undefined) {
    main.append(timeline);
    shown.push({ id: 'timeline', short: '${words.timeline}' });
  }
  for (const section of page.sections) {
    main.append(sectionOf(section));
    shown.push(section);
  }
  const links = element('ul', {});
  for (const { id, short } of shown) links.append(element('li', {}, element('a', { href: '#' + id }, short)));
  const heading = element('p', { class: 'heading' });
  for (const text of page.heading) heading.append(element('span', {}, text), ' ');
  const footer = element('footer', {});
  for (const text of page.footer) footer.append(element('p', {}, text));
  if (page.exercise !== '') document.body.append(element('p', { class: 'exercise' }, page.exercise));
  document.body.append(
    element('a', { class: 'skip', href: '#main' }, '${words.toContent}'),
    element('header', {}, element('h1', {}, page.title), heading),
    element('nav', { 'aria-label': '${words.sections}' }, links),
    main,
    footer,
  );
}

build();

document.addEventListener('keydown', (event) => {
  const field = document.querySelector('#sources input');
  if (event.key !== '/' || field === null || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) return;
  event.preventDefault();
  field.focus();
});

// Paper cannot be unfolded.
const folded = [];
addEventListener('beforeprint', () => {
  for (const block of document.querySelectorAll('details:not([open])')) {
    folded.push(block);
    block.open = true;
  }
});
addEventListener('afterprint', () => {
  for (const block of folded.splice(0)) block.open = false;
});
`;

/** All of the script with its words; its hash is in the page's policy. */
export function pageScript(words: PageTexts): string {
  return DOM(words) + tableScript(words) + timelineScript(words) + PAGE(words);
}
