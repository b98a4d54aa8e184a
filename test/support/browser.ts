// A Chromium without a network for tests of the page: what it asked for, what its policy forbade, and whether a picture is blank.

import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

const EXECUTABLE = '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
];

/** Why tests in a browser are skipped here; false when they run. */
export const NO_BROWSER: string | false = existsSync(EXECUTABLE)
  ? false
  : `${EXECUTABLE} is not installed: the page is not tested in a browser`;

/** Starts the browser; the caller closes it. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: EXECUTABLE, args: FLAGS });
}

/** A page with all that went past it. */
export interface Watched {
  page: Page;
  /** Addresses asked for. */
  requests: string[];
  /** Errors of the script and messages of the console. */
  messages: string[];
  /** What the policy of the page forbade. */
  violations(): Promise<string[]>;
}

/** Opens a file on disk in a window of its own and watches it from the start. */
export async function openFile(
  browser: Browser,
  file: string,
  options: { width?: number; dark?: boolean } = {},
): Promise<Watched> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1280, height: 900 },
    colorScheme: options.dark === true ? 'dark' : 'light',
    locale: 'de-DE',
    timezoneId: 'Pacific/Chatham',
  });
  const page = await context.newPage();
  const requests: string[] = [];
  const messages: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => messages.push(error.message));
  page.on('console', (message) => messages.push(message.text()));
  await page.addInitScript(`
    window.forbidden = [];
    addEventListener('securitypolicyviolation', (event) => forbidden.push(event.violatedDirective + ' ' + event.blockedURI));
  `);
  await page.goto(`file://${file}`);
  return { page, requests, messages, violations: () => page.evaluate('forbidden') };
}

/** Number of distinct colours of a PNG; one or two on a blank page. */
export async function coloursOf(browser: Browser, png: Buffer): Promise<number> {
  const page = await browser.newPage();
  try {
    return await page.evaluate<number>(`(async () => {
      const bytes = Uint8Array.from(atob('${png.toString('base64')}'), (letter) => letter.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext('2d');
      context.drawImage(image, 0, 0);
      return new Set(new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer)).size;
    })()`);
  } finally {
    await page.close();
  }
}
