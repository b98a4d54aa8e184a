// Pictures of the sample report for the README: every page of its PDF documents, some of them large, and the page in a browser. Usage: npm run reports

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { NO_BROWSER, openFile, startBrowser } from './browser.ts';

const PAGE_DPI = 70;
const SHEET_DPI = 48;
const DOCUMENTS = {
  extortion: 'extortion/report.pdf',
  provider: 'provider/upstream-request.pdf',
  billing: 'billing/timesheet.pdf',
} as const;

/** Large pictures: the first page that holds the text. */
const LARGE: readonly { name: string; of: keyof typeof DOCUMENTS; text: string }[] = [
  { name: 'extortion-1', of: 'extortion', text: 'In short' },
  { name: 'extortion-attack', of: 'extortion', text: 'The attack over time' },
  { name: 'extortion-impact', of: 'extortion', text: 'Impact on service and loss' },
  { name: 'extortion-sources', of: 'extortion', text: 'Proven sources, largest first' },
  { name: 'extortion-map', of: 'extortion', text: 'Proven sources on the map' },
  { name: 'provider-1', of: 'provider', text: 'In short' },
  { name: 'billing-1', of: 'billing', text: 'In short' },
];

function run(tool: string, ...args: string[]): string {
  return execFileSync(tool, args, { encoding: 'utf8', maxBuffer: 1e8 });
}

/** Stand together at the top of the README. */
const SIDE_BY_SIDE = ['extortion-1', 'extortion-attack', 'provider-1', 'billing-1'];

/** Why there are no pictures here; '' when all tools are installed. */
export function cannotShoot(): string {
  const missing = ['pdftoppm', 'pdftotext', 'convert', 'montage'].filter(
    (tool) => spawnSync(tool, ['-v']).error !== undefined,
  );
  return missing.length > 0 ? `not installed: ${missing.join(', ')}` : NO_BROWSER === false ? '' : NO_BROWSER;
}

/** Fewer colours and no times: small files, equal for equal pictures. */
function small(from: string, to: string, colours: number): void {
  const depth = ['+dither', '-colors', String(colours), '-strip'];
  run(
    'convert',
    from,
    ...depth,
    '-define',
    'png:compression-level=9',
    '-define',
    'png:exclude-chunks=date,time',
    to,
  );
}

/** Writes the pictures of the report in `report` into the folder `target`, whose old pictures go. */
export async function shootPages(report: string, target: string): Promise<void> {
  for (const old of readdirSync(target).filter((name) => name.endsWith('.png')))
    rmSync(path.join(target, old));
  const work = mkdtempSync(path.join(tmpdir(), 'afterflood-pictures-'));
  const together = new Map<string, string>();
  try {
    for (const [id, file] of Object.entries(DOCUMENTS)) {
      const pdf = path.join(report, file);
      const drawn = (dpi: number): string[] => {
        const folder = mkdtempSync(path.join(work, id));
        run('pdftoppm', '-r', String(dpi), '-png', pdf, path.join(folder, 'page'));
        return readdirSync(folder)
          .sort()
          .map((name) => path.join(folder, name));
      };
      const pages = drawn(PAGE_DPI);
      const smallPages = drawn(SHEET_DPI);
      const texts = run('pdftotext', '-layout', pdf, '-').split('\f');
      for (const { name, of, text } of LARGE) {
        if (of !== id) continue;
        // The list of contents on page 1 names every section.
        const found = texts.findIndex(
          (page, index) => page.includes(text) && (index > 0 || text === 'In short'),
        );
        if (found < 0) throw new Error(`no page of ${file} holds: ${text}`);
        if (SIDE_BY_SIDE.includes(name)) together.set(name, smallPages[found]!);
        small(pages[found]!, path.join(target, `${name}.png`), 64);
      }
      const sheet = path.join(work, 'sheet.png');
      const columns = Math.min(4, pages.length);
      // Drawn small, not made smaller: sharper letters, a fifth of the bytes.
      run('montage', ...smallPages, '-tile', `${columns}x`, '-geometry', '+6+6', sheet);
      small(sheet, path.join(target, `${id}-pages.png`), 32);
    }
    const row = path.join(work, 'row.png');
    run(
      'montage',
      ...SIDE_BY_SIDE.map((name) => together.get(name)!),
      '-tile',
      'x1',
      '-geometry',
      '+6+6',
      row,
    );
    small(row, path.join(target, 'pages.png'), 64);
    await shootHtml(path.join(report, 'report.html'), work, target);
  } finally {
    rmSync(work, { recursive: true });
  }
}

async function shootHtml(file: string, work: string, target: string): Promise<void> {
  const browser = await startBrowser();
  try {
    const shoot = async (
      name: string,
      width: number,
      height: number,
      dark: boolean,
      at: string,
      after: (page: Page) => Promise<void> = async () => {},
    ): Promise<void> => {
      const { page } = await openFile(browser, path.resolve(file), { width, dark });
      await page.setViewportSize({ width, height });
      await page.locator(at).evaluate((found) => found.scrollIntoView());
      await after(page);
      const raw = path.join(work, 'screen.png');
      writeFileSync(raw, await page.screenshot());
      small(raw, path.join(target, `${name}.png`), 128);
      await page.context().close();
    };
    await shoot('html-overview', 1280, 1440, false, 'body');
    await shoot('html-source', 1280, 900, false, '#sources-table', (page) =>
      page.locator('#sources-table tbody button').nth(1).click(),
    );
    await shoot('html-dark', 1280, 900, true, '#timeline', (page) =>
      page.locator('.attack rect').first().click(),
    );
    await shoot('html-phone', 390, 844, false, 'body');
  } finally {
    await browser.close();
  }
}
