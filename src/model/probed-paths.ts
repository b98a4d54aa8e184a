// Paths that tools ask for and no page of a site bears, and paths of log-in pages. All in lower case, as they stand somewhere in a path.

/**
 * Traversal, system files, shells and consoles, configuration left behind, SQL and script in a path. A blank stands for one in any
 * spelling. Names that ordinary sites give their own folders ("/vendor/", "/console/") are not among them.
 */
export const PROBED_PATHS: readonly string[] = [
  '../',
  '..\\',
  '%2e%2e',
  '/etc/passwd',
  '/proc/self',
  '/.env',
  '/.git/',
  '/.aws/',
  'wp-config',
  'phpunit',
  'eval-stdin',
  '/cgi-bin/',
  '/boaform',
  '/shell.php',
  '/manager/html',
  '/solr/',
  '/actuator',
  '/_ignition',
  '/hnap1',
  '/setup.cgi',
  '/phpmyadmin',
  '/pma/',
  'jndi:',
  'union select',
  '<script',
];

/** Where passwords are posted to. */
export const LOGIN_PATHS: readonly string[] = [
  'wp-login.php',
  'xmlrpc.php',
  '/login',
  '/signin',
  '/administrator/',
  '/admin/',
];

/** SQL text literal of a regular expression for any of the paths. */
export function pathPattern(paths: readonly string[]): string {
  const escaped = paths.map((path) =>
    path.replace(/[.\\|()[\]{}+*?^$]/g, '\\$&').replace(' ', '(%20|\\+| )+'),
  );
  return `'(${escaped.join('|')})'`;
}
