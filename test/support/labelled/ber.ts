// The few BER encodings (X.690) that SNMP and LDAP messages are made of.

/** A value with its tag and definite length. */
export function ber(tag: number, ...parts: Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const length = content.length < 128 ? [content.length] : [0x82, content.length >> 8, content.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

/** A non-negative INTEGER below 2^31 in as few bytes as it takes. */
export function berInteger(value: number): Buffer {
  const bytes = Buffer.alloc(5);
  bytes.writeInt32BE(value, 1);
  // The first bit of what is kept is the sign.
  let first = 1;
  while (first < 4 && bytes[first] === 0 && bytes[first + 1] < 0x80) first++;
  return ber(0x02, bytes.subarray(first));
}

/** An OCTET STRING. */
export function berText(text: string): Buffer {
  return ber(0x04, Buffer.from(text, 'latin1'));
}

/** An SNMPv2c message (RFC 3416): 0xa2 is a response, 0xa5 GetBulkRequest; the value of sysDescr.0 is `text`. */
export function snmpMessage(tag: number, requestId: number, text: string): Buffer {
  const sysDescr = ber(0x06, Buffer.from([0x2b, 6, 1, 2, 1, 1, 1, 0]));
  const value = text === '' ? ber(0x05) : berText(text);
  const pdu = ber(
    tag,
    berInteger(requestId & 0x7fffffff),
    berInteger(0),
    berInteger(0),
    ber(0x30, ber(0x30, sysDescr, value)),
  );
  return ber(0x30, berInteger(1), berText('public'), pdu);
}

/** A CLDAP answer with the rootDSE (RFC 4511 section 4.5.2): one attribute with so many values. */
export function cldapEntry(values: number): Buffer {
  const set = ber(
    0x31,
    ...Array.from({ length: values }, (_, i) => berText(`1.2.840.113556.1.4.${800 + i}`)),
  );
  const attributes = ber(0x30, ber(0x30, berText('supportedCapabilities'), set));
  return ber(0x30, berInteger(7), ber(0x64, berText(''), attributes));
}
