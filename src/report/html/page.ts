// The document around the data: one file, nothing fetched, and a policy that lets only its own style and script act.

import { createHash } from 'node:crypto';
import { escapeRemainingControl } from '../../model/text.ts';
import type { DocumentLanguage } from '../text/language.ts';
import { tableIn } from './in-language.ts';
import type { PageModel, PageTable } from './model.ts';
import { pageScript } from './script.ts';
import { STYLE } from './style.ts';

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
}

// Charts are images out of the page itself. Trusted types forbid every way in which a text could become markup.
function policy(script: string): string {
  return [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(STYLE)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

function escapeMarkup(text: string): string {
  return escapeRemainingControl(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

// Without "<" no text can end the script element that holds it or open a comment in it.
function inScript(json: string): string {
  return json.replaceAll('<', '\\u003c');
}

/** The page as text. Equal input gives equal text. */
export function pageText(model: PageModel, sources: PageTable, language: DocumentLanguage): string {
  const { texts } = language;
  const script = pageScript(texts.page);
  const shown = (_key: string, value: unknown): unknown =>
    typeof value === 'string' ? escapeRemainingControl(value) : value;
  return `<!doctype html>
<html lang="${texts.tag}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<title>${escapeMarkup(`${model.exercise === '' ? '' : `${texts.exerciseStamp}: `}${model.title}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<noscript><p>${texts.page.noScript}</p></noscript>
<script type="application/json" id="page-data">${inScript(JSON.stringify(model, shown))}</script>
<script type="application/json" id="source-data">${inScript(JSON.stringify(tableIn(language, sources)))}</script>
<script>${script}</script>
</body>
</html>
`;
}
