// The page in Chromium, opened from disk: search, sorting, details, timeline, keys, paper, darkness; no request, no violation, nothing of a stranger acts.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { coloursOf, NO_BROWSER, openFile, startBrowser } from '../../support/browser.ts';
import { scratchFolder } from '../../support/output.ts';
import { readCsvObjects } from '../../support/read-csv.ts';
import { makeSample } from '../../support/write-sample-reports.ts';
import { HOSTILE, hostile, makePage, manySources } from './make-page.ts';

const MANY = 100_000;
const skip = NO_BROWSER;

let browser: Browser;
let demo: { top: string; directory: string };
before(async () => {
  if (skip !== false) return;
  browser = await startBrowser();
  demo = await makeSample();
});
after(async () => {
  if (skip !== false) return;
  await browser.close();
  rmSync(demo.top, { recursive: true });
});

function demoPage(): string {
  return join(demo.directory, 'report.html');
}

function onDisk(t: TestContext, text: string): string {
  const file = join(scratchFolder(t), 'report.html');
  writeFileSync(file, text);
  return file;
}

/** Proven sources of the demo, the largest first, read from the table beside the page. */
function provenSources(): Record<string, string>[] {
  return readCsvObjects(readFileSync(join(demo.directory, 'data', 'sources.csv'), 'utf8'))
    .filter(({ verdict }) => verdict === 'proven')
    .sort((a, b) => Number(b.requests) - Number(a.requests));
}

async function readout(page: Page): Promise<[from: number, to: number]> {
  const text = (await page.locator('.readout').textContent())!;
  const times = text.split(' to ').map((time) => Date.parse(time.replace(' ', 'T')) / 1000);
  assert.equal(times.length, 2, text);
  return times as [number, number];
}

async function firstRow(page: Page): Promise<string[]> {
  return await page
    .locator('#sources-table tbody tr:not(.spacer)')
    .first()
    .locator('th, td')
    .allTextContents();
}

test('demo: nothing is asked of a network, forbidden by the policy or complained about', {
  skip,
}, async () => {
  const { page, requests, messages, violations } = await openFile(browser, demoPage());
  await page.locator('#sources-table tbody button').first().click();
  await page.keyboard.press('Escape');
  for (const block of await page.locator('summary').all()) await block.click();
  assert.deepEqual(
    requests.filter((url) => !url.startsWith('data:image/svg+xml;base64,')),
    [`file://${demoPage()}`],
  );
  assert.deepEqual(await violations(), []);
  assert.deepEqual(messages, []);
  const pictures = await page
    .locator('img')
    .evaluateAll((all) => all.map((each) => (each as unknown as { naturalWidth: number }).naturalWidth));
  assert.ok(pictures.length >= 4 && pictures.every((width) => width > 0), 'charts are drawn');
  assert.ok((await coloursOf(browser, await page.screenshot())) > 100);
});

test('what the watch must see, it sees', { skip }, async (t) => {
  const text = readFileSync(demoPage(), 'utf8');
  const spoilt = text.replace(
    '</body>',
    '<img src="http://192.0.2.66/x"><script>window.taken = 1</script></body>',
  );
  const { page, violations } = await openFile(browser, onDisk(t, spoilt));
  assert.deepEqual((await violations()).map((each) => each.split(' ')[0]).sort(), [
    'img-src',
    'script-src-elem',
  ]);
  assert.equal(await page.evaluate('window.taken'), undefined);
  assert.ok((await coloursOf(browser, await (await browser.newPage()).screenshot())) <= 2, 'a blank page');
});

test('search finds by address, network and country, and tells how many', { skip }, async () => {
  const { page } = await openFile(browser, demoPage());
  const field = page.locator('#sources-table input');
  const status = page.locator('#sources-table .status');
  assert.equal(await status.textContent(), '600 sources');
  const all = provenSources();
  const { source_ip: address, country_name: country } = all[7]!;
  await field.fill(address!);
  assert.equal((await firstRow(page))[0], address);
  await field.fill(country!.toUpperCase());
  const wanted = all.filter((row) => row.country_name === country).length;
  assert.match((await status.textContent())!, new RegExp(`^${wanted} of 600 sources`));
  await field.fill('no such thing');
  assert.equal(await status.textContent(), '0 of 600 sources');
  await field.fill('');
  assert.equal(await status.textContent(), '600 sources');
});

test('columns sort both ways, numbers from the largest first', { skip }, async () => {
  const { page } = await openFile(browser, demoPage());
  const all = provenSources();
  const head = page.locator('#sources-table thead th', { hasText: 'Requests' });
  await head.locator('button').click();
  assert.equal(await head.getAttribute('aria-sort'), 'descending');
  const grouped = (value: string | undefined): string => Number(value).toLocaleString('en-GB');
  assert.equal((await firstRow(page))[4], grouped(all[0]!.requests));
  await head.locator('button').click();
  assert.equal(await head.getAttribute('aria-sort'), 'ascending');
  assert.equal((await firstRow(page))[4], grouped(all.at(-1)!.requests));
  await page.locator('#sources-table thead th', { hasText: 'Address' }).locator('button').click();
  const lowest = all
    .map((row) => row.source_ip!.split('.').map(Number))
    .sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]! || a[3]! - b[3]!)[0]!;
  assert.equal((await firstRow(page))[0], lowest.join('.'), 'by number, not by text');
  assert.equal(await head.getAttribute('aria-sort'), null);
});

test('a source opens with its details and closes where one was', { skip }, async () => {
  const { page } = await openFile(browser, demoPage());
  const button = page.locator('#sources-table tbody button').nth(2);
  const address = await button.textContent();
  await button.click();
  const dialog = page.locator('dialog[open]');
  assert.equal(await dialog.locator('h2').textContent(), address);
  assert.equal(await page.evaluate('document.activeElement.textContent'), address, 'begins at its heading');
  const row = provenSources().find(({ source_ip }) => source_ip === address)!;
  const text = (await dialog.textContent())!;
  for (const part of [
    row.country_name!,
    `AS${row.asn}`,
    row.user_agents_top!.split(' | ')[0]!.slice(0, 20),
    row.prefix!,
  ])
    assert.ok(text.includes(part), part);
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('dialog').count(), 0);
  assert.equal(await page.evaluate('document.activeElement.textContent'), address);
});

test('the timeline zooms and moves by buttons, by dragging, and by keys', { skip }, async () => {
  const { page } = await openFile(browser, demoPage());
  const stage = page.locator('.stage');
  const [from, to] = await readout(page);
  await page.getByRole('button', { name: 'Zoom in' }).click();
  const [closerFrom, closerTo] = await readout(page);
  assert.ok(Math.abs((closerTo - closerFrom) / (to - from) - 0.5) < 0.01, 'half as much');
  await page.getByRole('button', { name: 'Later' }).click();
  assert.ok((await readout(page))[0] > closerFrom);
  await page.getByRole('button', { name: 'Attack', exact: true }).click();
  const [attackFrom, attackTo] = await readout(page);
  assert.ok(
    attackFrom < Date.parse('2026-06-10T03:02:10Z') / 1000 &&
      attackTo > Date.parse('2026-06-11T18:39:04Z') / 1000,
  );

  await stage.scrollIntoViewIfNeeded();
  const { x, y, width } = (await stage.boundingBox())!;
  await page.mouse.move(x + width * 0.25, y + 200);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.5, y + 200, { steps: 4 });
  await page.mouse.up();
  await page.mouse.move(1, 1);
  await stage.focus();
  await page.keyboard.press('ArrowLeft');
  const [draggedFrom, draggedTo] = await readout(page);
  assert.ok(
    Math.abs((draggedTo - draggedFrom) / (attackTo - attackFrom) - 0.25) < 0.02,
    'a quarter was dragged over',
  );
  await page.keyboard.press('+');
  const [keyFrom, keyTo] = await readout(page);
  assert.ok(Math.abs((keyTo - keyFrom) / (draggedTo - draggedFrom) - 0.5) < 0.02);
  await page.keyboard.press('0');
  const [wholeFrom, wholeTo] = await readout(page);
  assert.ok(wholeFrom <= from && wholeTo >= to);
});

test('keys reach everything: search, rows, details', { skip }, async () => {
  const { page } = await openFile(browser, demoPage());
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate('document.activeElement.className'), 'skip');
  await page.keyboard.press('/');
  assert.equal(await page.evaluate('document.activeElement.type'), 'search');
  await page.keyboard.type('a/b');
  assert.equal(
    await page.locator('#sources-table input').inputValue(),
    'a/b',
    'a slash in the field is a slash',
  );
  await page.locator('#sources-table input').fill('');
  await page.locator('#sources-table tbody button').first().focus();
  for (let row = 0; row < 40; row++) await page.keyboard.press('ArrowDown');
  assert.equal(await page.evaluate('document.activeElement.dataset.place'), '40');
  const address = await page.evaluate('document.activeElement.textContent');
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('dialog h2').textContent(), address);
});

test('links and tiles fit the window, from a desk to a telephone', { skip }, async () => {
  for (const width of [1280, 1024, 760, 390]) {
    const { page } = await openFile(browser, demoPage(), { width });
    assert.ok(
      (await page.evaluate<number>('document.documentElement.scrollWidth')) <= width,
      `${width}: scrolls sideways`,
    );
    for (const link of await page.locator('nav a').all()) {
      const box = (await link.boundingBox())!;
      assert.ok(box.x >= 0 && box.x + box.width <= width, `${width}: ${await link.textContent()} is cut`);
    }
    const tiles = await Promise.all(
      (await page.locator('.tiles li').all()).map((tile) => tile.boundingBox()),
    );
    const perRow = tiles.filter((tile) => tile!.y === tiles[0]!.y).length;
    assert.equal(tiles.length % perRow, 0, `${width}: a tile stands alone`);
    const lines = await page
      .locator('.tiles .value')
      .evaluateAll((all) => all.map((each) => each.getClientRects().length));
    assert.deepEqual(
      lines,
      lines.map(() => 1),
      `${width}: a value is broken`,
    );
    await page.context().close();
  }
});

/** WCAG 2 contrast ratio of two `rgb(r, g, b)`. */
function contrast(a: string, b: string): number {
  const luminance = (colour: string): number => {
    const [red, green, blue] = colour.match(/\d+/g)!.map((part) => {
      const value = Number(part) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  };
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light! + 0.05) / (dark! + 0.05);
}

test('dark when wished, and legible in both', { skip }, async () => {
  for (const dark of [false, true]) {
    const { page } = await openFile(browser, demoPage(), { dark });
    const colour = (selector: string, property: string): Promise<string> =>
      page
        .locator(selector)
        .first()
        .evaluate((found, name) => {
          const view = globalThis as unknown as { getComputedStyle(of: unknown): Record<string, string> };
          return view.getComputedStyle(found)[name]!;
        }, property);
    const paper = await colour('body', 'backgroundColor');
    assert.equal(contrast(paper, 'rgb(0, 0, 0)') < contrast(paper, 'rgb(255, 255, 255)'), dark);
    for (const selector of ['body', 'nav a', '.note', '.hint', '#sources-table tbody button'])
      assert.ok(contrast(await colour(selector, 'color'), paper) >= 4.5, `${selector}, dark ${dark}`);
    await page.context().close();
  }
});

test('on paper: no tools, folded parts open, the first hundred sources, and back again', {
  skip,
}, async (t) => {
  const { page } = await openFile(browser, demoPage());
  const file = join(scratchFolder(t), 'page.pdf');
  await page.pdf({ path: file, format: 'A4' });
  try {
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8', maxBuffer: 1e8 });
    assert.match(text, /The first 100 of 600/);
    assert.match(text, /why this label[\s\S]*Criteria/);
    assert.doesNotMatch(text, /Search sources|Zoom in/);
    const addresses = provenSources().filter(({ source_ip }) => text.includes(source_ip!)).length;
    assert.ok(addresses >= 100, `${addresses} addresses`);
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOENT') throw error;
    t.diagnostic('pdftotext is not installed: the printed text was not read');
  }
  assert.equal(await page.locator('details[open]').count(), 0);
  assert.ok((await page.locator('#sources-table tbody tr').count()) < 100);
});

test(`${MANY.toLocaleString('en-GB')} sources: opens, finds, sorts and scrolls to the last`, {
  skip,
}, async (t) => {
  const text = await makePage((facts) => {
    facts.sourcesByVerdict.proven = MANY;
  }, manySources(MANY));
  const file = onDisk(t, text);
  const started = performance.now();
  const { page, violations } = await openFile(browser, file);
  await page.locator('#sources-table tbody button').first().waitFor();
  const usable = performance.now() - started;
  assert.equal(await page.locator('#sources-table .status').textContent(), '100,000 sources');
  assert.ok(
    (await page.locator('#sources-table tbody tr').count()) < 100,
    'only rows in view are in the document',
  );

  const searching = performance.now();
  await page.locator('#sources-table input').fill('10.1.134.159');
  const found = performance.now() - searching;
  assert.equal((await firstRow(page))[0], '10.1.134.159');
  assert.equal(await page.locator('#sources-table .status').textContent(), '1 of 100,000 sources');
  await page.locator('#sources-table input').fill('');

  const sorting = performance.now();
  await page.locator('#sources-table thead th', { hasText: 'Requests' }).locator('button').click();
  const sorted = performance.now() - sorting;
  assert.equal((await firstRow(page))[4], '99,999');
  await page.locator('#sources-table .view').evaluate((view) => {
    view.scrollTop = view.scrollHeight;
  });
  await page.locator('#sources-table tbody button', { hasText: /^10\.0\.0\.0$/ }).click();
  assert.match((await page.locator('dialog').textContent())!, /E2 line 1(?!\d)/);
  assert.deepEqual(await violations(), []);
  const size = (statSync(file).size / 1e6).toFixed(1);
  t.diagnostic(
    `${size} MB; usable after ${Math.round(usable)} ms, found after ${Math.round(found)} ms, sorted after ${Math.round(sorted)} ms`,
  );
});

test('hostile text is shown as text and does nothing', { skip }, async (t) => {
  const { page, requests, messages, violations } = await openFile(
    browser,
    onDisk(t, await makePage(hostile)),
  );
  for (const block of await page.locator('summary').all()) await block.click();
  await page.locator('#sources-table tbody button').first().click();
  const shown = HOSTILE.replace('\u202e', '\\u{202e}').replace('\u0000', '\\u{0}');
  assert.ok((await page.locator('dialog').textContent())!.includes(shown), 'the user agent');
  assert.ok((await page.locator('h1').textContent())!.includes(shown));
  assert.equal(await page.evaluate('window.taken'), undefined);
  const links = await page.locator('a').evaluateAll((all) => all.map((each) => each.getAttribute('href')!));
  assert.deepEqual(
    links.filter((href) => !/^#[a-z]+$/.test(href)),
    [],
  );
  assert.equal(await page.locator('img:not([src^="data:image/svg+xml;base64,"])').count(), 0);
  assert.equal(requests.filter((url) => url.startsWith('http')).length, 0);
  assert.deepEqual(await violations(), []);
  assert.deepEqual(messages, []);
});
