// Files that hold other files in a form that is not undone: what is inside may be evidence, and must not be passed over in silence.

/** First bytes, and the tool that undoes them. */
const MAGICS: readonly (readonly [magic: string, at: number, form: string, undoneBy: string])[] = [
  ['fd377a585a00', 0, 'xz', 'unxz'], // The .xz File Format 1.2, section 2.1.1.1
  ['425a68', 0, 'bzip2', 'bunzip2'],
  ['28b52ffd', 0, 'zstd', 'unzstd'], // RFC 8878 section 3.1.1
  ['04224d18', 0, 'lz4', 'lz4 -d'],
  ['4c5a4950', 0, 'lzip', 'lzip -d'],
  ['1f9d', 0, 'compress', 'gunzip'],
  ['1f8b08', 0, 'gzip a second time', 'gunzip'],
  ['377abcaf271c', 0, '7-Zip', '7z x'],
  ['526172211a07', 0, 'RAR', 'unrar x'],
  ['504b0304', 0, 'ZIP', 'unzip'],
  ['7573746172', 257, 'tar', 'tar -x'], // POSIX.1-2008, pax: magic "ustar" of the header block
];

/** Name of the first file in a ZIP, APPNOTE 6.3.10 section 4.3.7: its length, then the name. */
const ZIP_NAME_LENGTH = 26;
const ZIP_NAME = 30;
/** Office documents, books and programs are ZIP files that begin with one of these. */
const ZIP_DOCUMENT = /^(?:\[Content_Types\]\.xml|mimetype|_rels\/|docProps\/|word\/|xl\/|META-INF\/)/;

/** A form of packing, and the command that undoes it. */
export interface Packing {
  form: string;
  undoneBy: string;
}

/** How a file that begins with `head` is packed; undefined when it is not. */
export function packing(head: Uint8Array): Packing | undefined {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  for (const [magic, at, form, undoneBy] of MAGICS) {
    if (bytes.toString('hex', at, at + magic.length / 2) !== magic) continue;
    if (form === 'ZIP' && ZIP_DOCUMENT.test(zipName(bytes))) return undefined;
    return { form, undoneBy };
  }
  return undefined;
}

function zipName(bytes: Buffer): string {
  if (bytes.length < ZIP_NAME) return '';
  return bytes.toString('latin1', ZIP_NAME, ZIP_NAME + bytes.readUInt16LE(ZIP_NAME_LENGTH));
}
