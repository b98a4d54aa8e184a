// The capture filter in a command that the operator stated. Nothing is guessed: a command that is not wholly understood has none.

// tcpdump(1): options that take a value, in the word itself or in the next one.
const TCPDUMP_WITH_VALUE = /^-[A-Za-z#]*?([BcCEFGijmMQrsTVwWyzZ])(.*)$/;
const TCPDUMP_FLAGS = /^-[AbdDefhHIJKlLnNOpqStuUvxX#]+$/;
// Outside quotes these mean something to a shell.
const SHELL = /[;&|<>$`()\\{}*?[\]~!]/;
// tcpdump -i eth0 'tcp port 80'
const WORDS = /"([^"]*)"|'([^']*)'|(\S+)/gy;
const BLANKS = /\s*/y;

/** 'tcp port 80' of `tcpdump -i eth0 -w a.pcap tcp port 80`; '' where there is none, or the command is another or more than that. */
export function statedFilter(command: string): string {
  const words = wordsOf(command);
  if (words === undefined) return '';
  if (words[0] === 'sudo') words.shift();
  const program = words.shift()?.split('/').at(-1);
  if (program === 'tcpdump') return filterOfTcpdump(words);
  if (program !== 'dumpcap' && program !== 'tshark') return '';
  const at = words.indexOf('-f');
  return at < 0 ? '' : (words[at + 1] ?? '');
}

function filterOfTcpdump(words: readonly string[]): string {
  let at = 0;
  for (; at < words.length && words[at]!.startsWith('-'); at++) {
    const word = words[at]!;
    if (word.startsWith('--')) {
      if (!word.includes('=')) return '';
      continue;
    }
    const [, option, value] = TCPDUMP_WITH_VALUE.exec(word) ?? [];
    if (option === 'F') return ''; // the filter is in a file
    if (option !== undefined) at += value === '' ? 1 : 0;
    else if (!TCPDUMP_FLAGS.test(word)) return '';
  }
  return words.slice(at).join(' ');
}

// Undefined where a shell would do more than run one program.
function wordsOf(command: string): string[] | undefined {
  const words: string[] = [];
  let at = 0;
  const text = command.trim();
  while (at < text.length) {
    BLANKS.lastIndex = at;
    at += BLANKS.exec(text)?.[0].length ?? 0;
    WORDS.lastIndex = at;
    const match = WORDS.exec(text);
    if (match === null) return undefined;
    const [whole, double, single, bare] = match;
    if (bare !== undefined && (SHELL.test(bare) || /["']/.test(bare))) return undefined;
    if (double !== undefined && /[$`\\]/.test(double)) return undefined;
    words.push(double ?? single ?? bare ?? '');
    at += whole.length;
  }
  return words;
}
