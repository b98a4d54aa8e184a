// What counts as a secret in a text: patterns and checks, each with a sample above it. Every pattern is linear: quantifiers have bounds
// or run over characters that nothing behind them can match, and starts lie at the edge of a word.

/** Kinds of secret, as they stand in a mark and in redactions.csv. */
export const SECRET_KINDS = [
  'private_key',
  'authorization',
  'cookie',
  'url_password',
  'jwt',
  'api_key',
  'password',
  'session',
  'token',
  'parameter',
  'card',
  'iban',
  'path_token',
  'email',
] as const;

/** One of them. */
export type SecretKind = (typeof SECRET_KINDS)[number];

/** A stretch of text that is a secret. */
export interface Secret {
  kind: SecretKind;
  start: number;
  end: number;
}

const NONE: readonly Secret[] = [];

/** A rule: finds secrets, in order and without overlap. */
export interface SecretRule {
  /** Only for text of visitors: in a demand or a statement of the operator such text is what the report is about. */
  visitorsOnly: boolean;
  /** Traits, all of which a text with such a secret has. */
  needs: number;
  find(text: string): readonly Secret[];
}

/** A secret that has been replaced already. */
export const MARK: string = String.raw`\[R:[a-z_]+:len=\d{1,9}:h=[0-9a-f]{4}\]`;

// The edge of a word; also behind a percent-encoded character, whose hex digits are no part of the word.
const EDGE = '(?:(?<![A-Za-z0-9])|(?<=%[0-9A-Fa-f]{2}))';
// A quote as logged: ", ', \", \x22, %22.
const QUOTE = String.raw`(?:\\?["']|\\x22|%22)`;

/** Finds what the group named `secret` holds. The pattern is shared: it must be global and is used by one search at a time. */
function matches(
  pattern: RegExp,
  kind: SecretKind | ((key: string) => SecretKind),
  accept?: (text: string) => boolean,
): SecretRule['find'] {
  return (text) => {
    pattern.lastIndex = 0;
    let match = pattern.exec(text);
    if (match === null) return NONE;
    const found: Secret[] = [];
    for (; match !== null; match = pattern.exec(text)) {
      const [start, end] = match.indices!.groups!.secret!;
      if (start === end || (accept !== undefined && !accept(text.slice(start, end)))) continue;
      found.push({ kind: typeof kind === 'string' ? kind : kind(match.groups!.key ?? ''), start, end });
    }
    return found;
  };
}

// Traits of a text, found in one pass over it: most texts lack what most rules need. A percent sign may stand for any delimiter.
const QUERY = 1; // ? & ; #
const EQUALS = 2;
const COLON = 4;
const AT = 8;
const PERCENT = 16;
const LONG_WORD = 32; // at least 13 letters, digits, _ and - in a row
const MANY_DIGITS = 64; // at least 13 digits with nothing but spaces, + and - between them

const TRAIT_OF = new Uint8Array(128);
for (const character of '?&;#') TRAIT_OF[character.charCodeAt(0)] = QUERY;
TRAIT_OF['='.charCodeAt(0)] = EQUALS;
TRAIT_OF[':'.charCodeAt(0)] = COLON;
TRAIT_OF['@'.charCodeAt(0)] = AT;
TRAIT_OF['%'.charCodeAt(0)] = PERCENT | QUERY | EQUALS | COLON | AT;
const OF_WORD = new Uint8Array(128);
for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-')
  OF_WORD[character.charCodeAt(0)] = 1;

/** The traits of a text, as bits. */
export function traits(text: string): number {
  let found = 0;
  let word = 0;
  let digits = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 128) {
      word = 0;
      digits = 0;
      continue;
    }
    found |= TRAIT_OF[code];
    if (OF_WORD[code] === 0) word = 0;
    else if (++word === 13) found |= LONG_WORD;
    if (code >= 0x30 && code <= 0x39) {
      if (++digits === 13) found |= MANY_DIGITS;
    } else if (code !== 0x20 && code !== 0x2b && code !== 0x2d && code !== 0x25) digits = 0;
  }
  return found;
}

function rule(needs: number, find: SecretRule['find'], visitorsOnly = false): SecretRule {
  return { visitorsOnly, needs, find };
}

function kindOfKey(key: string): SecretKind {
  if (/pass|pwd/i.test(key)) return 'password';
  if (/sess|sid$/i.test(key)) return 'session';
  if (/cookie/i.test(key)) return 'cookie';
  if (/authorization/i.test(key)) return 'authorization';
  if (/token|csrf|xsrf|jwt|nonce/i.test(key)) return 'token';
  if (/key|secret|credential/i.test(key)) return 'api_key';
  return 'parameter';
}

// Words that make a name that of a secret wherever they stand in it: user[password], X-Amz-Security-Token, connect.sid.
const TELLING =
  'passw(?:or)?d|passwort|passphrase|pwd|secret|token|credential|api[_-]?key|access[_-]?key|private[_-]?key|session|sess[_-]?id|[._-]sid|csrf|xsrf|jwt|signature|authorization';
// Names that are secrets as they stand, in a query only: as words of a sentence they say too little.
const IN_QUERY =
  'pass|auth|key|sig|sid|code|state|otp|pin|cvv|cvc|card|iban|email|e-mail|mail|phone|tel|ssn|reset|nonce|se|sv|sp';
const NAME_PART = String.raw`[\w.[\]-]`;
const KEY = `(?<key>${NAME_PART}{0,40}?(?:${TELLING})${NAME_PART}{0,20}|${IN_QUERY})`;

// ?token=abc&x=1, ;jsessionid=abc. A value ends at the delimiters of its own level: an & that is encoded twice is part of it.
// Level 1 is a URL in a parameter, ?next=%2Flogin%3Ftoken%3Dabc; level 2 one in that.
function parameter(level: number): RegExp {
  const percent = `%${'25'.repeat(Math.max(0, level - 1))}`;
  const delimiter = level === 0 ? '[?&;#]' : `${percent}(?:3F|26|3B|23)`;
  const equals = level === 0 ? '(?:=|%3D)' : `(?:=|${percent}3D)`;
  const value = level === 0 ? '[^&\\s"<>#]*' : `(?:(?!${percent}26)[^&\\s"<>#])*`;
  const key = level === 0 ? KEY : KEY.replace(NAME_PART, String.raw`(?:[\w.[\]-]|%(?:25)?5[BD])`);
  return new RegExp(`${delimiter}${key}(?:%(?:25)?5D)?${equals}(?<secret>${value})`, 'dgi');
}

// user%5Bpassword%5D=abc: brackets of a name arrive encoded.
const BRACKETED = new RegExp(
  `(?:[?&]|%26|%3F)[\\w.-]{0,40}%5B(?<key>[\\w.-]{0,40}?(?:${TELLING})[\\w.-]{0,20})%5D=(?<secret>[^&\\s"<>#]*)`,
  'dgi',
);

// Not within a mark that was cut, by a reader of links for one.
const UNMARKED = String.raw`(?<!\[R:[a-z_]{0,20})`;
// A value: what stands between its quotes, else all up to a space or delimiter.
const VALUE = `(?!${QUOTE}$)${QUOTE}?(?<secret>(?<=["'])[^"'\\r\\n]{1,256}(?=["'\\\\])|(?<=\\\\x22)(?:(?!\\\\x22)[^\\r\\n"]){1,256}(?=\\\\x22)|(?:[^\\s"'<>&;,\\\\]|,(?=\\S)|\\\\(?!x22|["']))+)`;
// password=abc, api_key = "abc", PHPSESSID=abc; the name may have parts before and behind (db_password_2).
const NAMED = new RegExp(
  `${EDGE}${UNMARKED}(?<key>[\\w.-]{0,40}?(?:${TELLING})[\\w-]{0,20}|(?:[\\w-]{0,40}[._-])?pass)${QUOTE}?\\s{0,2}=\\s{0,2}${VALUE}`,
  'dgi',
);
// Password: abc, "api_key": "abc". Of a colon only where no sentence would have one; "Session: 05ab..." in a demand is a way to reach its sender.
const TOLD = new RegExp(
  `${EDGE}${UNMARKED}(?<key>[\\w.-]{0,40}?(?:passw(?:or)?d|passwort|passphrase|pwd|api[_ -]?key|secret[_ -]?key|access[_ -]?key|(?:access|auth|api|session|refresh|id|bearer)[_ -]?token|client[_ -]?secret))${QUOTE}?\\s{0,2}:\\s{0,2}${VALUE}`,
  'dgi',
);

// Authorization: Basic dXNlcjpwYXNz; Cookie: a=b; c=d. All that follows in the line.
const HEADER = new RegExp(
  `${EDGE}(?<key>(?:proxy-)?authorization|(?:set-)?cookie2?|x-api-key|x-auth-token|x-access-token|x-csrf-token)${QUOTE}?\\s{0,3}:\\s{0,3}${QUOTE}?(?<secret>[^\\s"][^\\r\\n"]*)`,
  'dgi',
);
// Bearer abcdef123456, Basic dXNlcjpwYXNz
const SCHEME = /(?:Bearer|Basic)(?:\s|%20|\+){1,3}(?<secret>[A-Za-z0-9._~+/=-]{8,})/dgi;
// https://user:pass@host/
const USERINFO =
  /(?::|%3A)(?:\/\/|%2F%2F)[^\s/@:"<>]{0,128}?(?::|%3A)(?<secret>[^\s/"<>]{1,256})(?:@|%40)/dgi;
// eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl; a cut one too
const JWT = new RegExp(`${EDGE}(?<![_-])(?<secret>eyJ[A-Za-z0-9_-]{10,}(?:\\.[A-Za-z0-9_-]*){0,4})`, 'dg');
// -----BEGIN RSA PRIVATE KEY----- ... -----END RSA PRIVATE KEY-----, whole or cut at either end
const PEM =
  /(?<secret>(?:-----BEGIN [A-Z0-9 ]{0,30})?PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----|$))/dg;
// Keys that their makers marked: AWS, GitHub, GitLab, Slack, Stripe, Google, SendGrid, npm, OpenAI.
const MARKED_KEYS = new RegExp(
  `${EDGE}(?<secret>(?:AKIA|ASIA)[0-9A-Z]{16}|gh[opusr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{20,255}|glpat-[\\w-]{16,64}|xox[abeprs]-[A-Za-z0-9-]{8,255}|(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{8,255}|sk-(?:proj-|ant-)?[A-Za-z0-9]{20,255}|AIza[\\w-]{30,40}|ya29\\.[\\w-]{20,255}|SG\\.[\\w-]{16,64}\\.[\\w-]{16,64}|npm_[A-Za-z0-9]{30,40})`,
  'dg',
);
// /bot110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw/getMe
const TELEGRAM = /(?<!\d)(?<secret>\d{8,10}:AA[\w-]{30,36})/dg;
// jane.doe@example.org, jane%40example.org
const EMAIL =
  /(?<secret>[A-Za-z0-9._+-]{1,64}(?:@|%40|%2540)[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8})/dg;
// /reset/8f14e45fceea167a, /account/verify-email/abcdefghijklmnop
const AFTER_WORD =
  /\/[\w-]{0,30}?(?:reset|recover|verif|confirm|activat|invit|unsubscri|token|magic|oauth|session|one-?time)[\w-]{0,30}\/(?<secret>[\w.~-]{16,})/dgi;
// /d/8f14e45fceea167a5a36dedd4bea2543: a segment of hex alone, no name of a file
const HEX_SEGMENT = /(?:\/|%2F)(?<secret>[0-9a-f]{32,})(?=[/?#;&%\s]|$)/dgi;

// 4111 1111 1111 1111, 4111-1111-1111-1111, 4111+1111...; digits of a longer word are none.
const DIGITS = new RegExp(`${EDGE}\\d(?:(?:[ +-]|%20)?\\d){12,}(?![A-Za-z0-9])`, 'g');
// Numbers that cards begin with (Visa, Mastercard, American Express, Discover, JCB, Diners, UnionPay, Maestro).
const ISSUER =
  /^(?:4|5[0-8]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)|3[47]|3(?:0[0-5]|[689])|35(?:2[89]|[3-8])|6)/;

function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    let digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    if (i % 2 === 1) digit = digit > 4 ? 2 * digit - 9 : 2 * digit;
    sum += digit;
  }
  return sum % 10 === 0;
}

/** Card numbers begin and end where a group of digits does; ISO/IEC 7812 allows up to 19 digits. */
function cards(text: string): readonly Secret[] {
  const found: Secret[] = [];
  for (const run of text.matchAll(DIGITS)) {
    const groups = [...run[0].matchAll(/%20|\d+/g)].filter((group) => group[0] !== '%20');
    for (let first = 0; first < groups.length; first++) {
      let digits = '';
      for (let last = first; last < groups.length; last++) {
        digits += groups[last]![0];
        if (digits.length > 19) break;
        if (digits.length < 13 || !ISSUER.test(digits) || !luhn(digits)) continue;
        const start = run.index + groups[first]!.index;
        found.push({ kind: 'card', start, end: run.index + groups[last]!.index + groups[last]![0].length });
        first = last;
        break;
      }
    }
  }
  return found;
}

// Countries with the length of their IBAN: SWIFT, IBAN registry.
const IBAN_LENGTHS =
  'AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29ES24FI18FK18FO18FR27GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22VG24XK20YE30';
const LENGTH_BY_COUNTRY = new Map(
  [...IBAN_LENGTHS.matchAll(/([A-Z]{2})(\d{2})/g)].map((match) => [match[1]!, Number(match[2])]),
);
// DE89 3704 0044 0532 0130 00
const IBAN_HEAD = /[A-Z]{2}\d{2}(?:[ +]|%20)?[A-Z0-9]/gi;
const AT_EDGE = new RegExp(`${EDGE}$`);

// ISO 7064 mod 97-10 over the number with its first four characters behind, letters as 10 to 35.
function mod97(iban: string): number {
  let rest = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}

function ibans(text: string): readonly Secret[] {
  if (text.search(IBAN_HEAD) < 0) return NONE;
  const found: Secret[] = [];
  for (const head of text.matchAll(IBAN_HEAD)) {
    const length = LENGTH_BY_COUNTRY.get(head[0].slice(0, 2).toUpperCase());
    if (length === undefined || !AT_EDGE.test(text.slice(Math.max(0, head.index - 3), head.index))) continue;
    let iban = '';
    let at = head.index;
    while (iban.length < length && at < text.length) {
      const character = text[at]!;
      if (/[A-Za-z0-9]/.test(character)) iban += character.toUpperCase();
      else if (text.startsWith('%20', at)) at += 2;
      else if (character !== ' ' && character !== '+') break;
      at++;
    }
    if (iban.length === length && mod97(iban) === 1) found.push({ kind: 'iban', start: head.index, end: at });
  }
  return found;
}

// Most texts with a colon or an equals sign name no secret, and the search for a name at each word is dear.
const NAME = /pass|pwd|secret|token|credential|key|sess|sid|csrf|xsrf|jwt|signature|authorization/i;

function whereNamed(find: SecretRule['find']): SecretRule['find'] {
  return (text) => (NAME.test(text) ? find(text) : NONE);
}

/** All rules, in the order in which they are applied: what one has replaced, none behind it sees. */
export const SECRET_RULES: readonly SecretRule[] = [
  rule(COLON, matches(HEADER, kindOfKey)),
  rule(0, matches(PEM, 'private_key')),
  rule(
    0,
    matches(SCHEME, 'authorization', (text) => /[0-9=]|[a-z][A-Z]/.test(text)),
  ),
  rule(COLON | AT, matches(USERINFO, 'url_password')),
  rule(LONG_WORD, matches(JWT, 'jwt')),
  rule(LONG_WORD, matches(MARKED_KEYS, 'api_key')),
  rule(LONG_WORD | COLON, matches(TELEGRAM, 'api_key')),
  rule(QUERY | EQUALS, matches(parameter(0), kindOfKey)),
  rule(PERCENT, matches(parameter(1), kindOfKey)),
  rule(PERCENT, matches(parameter(2), kindOfKey)),
  rule(PERCENT, matches(BRACKETED, kindOfKey)),
  rule(EQUALS, whereNamed(matches(NAMED, kindOfKey))),
  rule(COLON, whereNamed(matches(TOLD, kindOfKey))),
  rule(MANY_DIGITS, cards),
  rule(0, ibans),
  rule(LONG_WORD, matches(AFTER_WORD, 'path_token'), true),
  rule(LONG_WORD, matches(HEX_SEGMENT, 'path_token'), true),
  rule(AT, matches(EMAIL, 'email'), true),
];
