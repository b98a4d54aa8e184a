// What a capture file says of how it was made, beside its packets.

/** An interface as the file describes it. Texts are the file's own, at most MOST_ORIGIN_BYTES; '' where it says nothing. */
export interface CaptureInterface {
  name: string;
  description: string;
  /** Most bytes kept of a packet; 0: the file says that there is no limit. */
  snapLength: number;
  /** Which packets were kept: the words of the capture filter, or, in brackets, what the file holds in their place; '' without a filter. */
  filter: string;
  filterKind: 'words' | 'bytecode' | 'other' | 'none';
}

/** True where the filter can be read. */
export function filterInWords({ filterKind }: CaptureInterface): boolean {
  return filterKind === 'words';
}

/** How a capture was made, as far as its file says. */
export interface CaptureOrigin {
  /** The program that wrote it; '' where the file does not say. */
  application: string;
  /** In the order of the file; what is described several times in the same words stands here once. At most MOST_INTERFACES. */
  interfaces: CaptureInterface[];
  /** Descriptions beyond these. */
  interfacesLeftOut: number;
  /** Packets of which less was kept than was on the wire. */
  packetsCut: number;
  /** Packets that were lost while it was recorded, as the file counts them; undefined when it does not. */
  packetsDropped: number | undefined;
}

/** A hostile file may describe very many. */
const MOST_INTERFACES = 32;
/** A hostile file may write very much. Far more than is shown, so that no secret is cut before it can be recognised. */
export const MOST_ORIGIN_BYTES = 4096;

/** Nothing said: that of a file without captured packets. */
export function emptyOrigin(): CaptureOrigin {
  return {
    application: '',
    interfaces: [],
    interfacesLeftOut: 0,
    packetsCut: 0,
    packetsDropped: undefined,
  };
}

/** Adds a description, unless the file has given the same before. */
export function addInterface(origin: CaptureOrigin, told: CaptureInterface): void {
  const { interfaces } = origin;
  const known = interfaces.some(
    (each) =>
      each.name === told.name &&
      each.description === told.description &&
      each.snapLength === told.snapLength &&
      each.filter === told.filter &&
      each.filterKind === told.filterKind,
  );
  if (known) return;
  if (interfaces.length < MOST_INTERFACES) interfaces.push(told);
  else origin.interfacesLeftOut++;
}

/** What stands at the interface: its name, and its description where that says more. */
export function interfaceName({ name, description }: CaptureInterface): string {
  return description === '' || description === name ? name : `${name} (${description})`.trim();
}

/** What is said of the interfaces: once where all agree, else in their order. */
export function perInterface(
  { interfaces, interfacesLeftOut }: CaptureOrigin,
  say: (each: CaptureInterface) => string,
): string {
  const said = interfaces.map(say);
  if (new Set(said).size < 2 && interfacesLeftOut === 0) return said[0] ?? '';
  const more = interfacesLeftOut > 0 ? [`${interfacesLeftOut} more not shown`] : [];
  return [...said.map((text) => text || 'not stated'), ...more].join(' | ');
}
