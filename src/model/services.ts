// UDP services known to answer forged requests (reflection), and how a packet's service port is chosen.
// Ports: US-CERT TA14-017A (rev. 2018-03-02) and later advisories; factors are printed by reports as published, never measured.

/** UDP ports of services that have been used as reflectors. */
export const REFLECTOR_PORTS: readonly number[] = [
  17, 19, 53, 69, 111, 123, 137, 161, 177, 389, 427, 500, 520, 623, 751, 1194, 1434, 1900, 3283, 3389, 3478,
  3702, 4500, 5093, 5351, 5353, 5683, 6881, 10001, 10074, 11211, 26000, 27015, 32410, 32412, 32414, 33848,
  37810,
];
