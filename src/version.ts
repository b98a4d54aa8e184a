// The version of this program, from its package.json.

import { readFileSync } from 'node:fs';

const packageJson = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** "0.1.0" */
export const VERSION: string = packageJson.version;
