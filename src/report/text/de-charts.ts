// The fixed texts of the charts of traffic, vectors and sources, in German.

import { germanCountry } from './de-countries.ts';
import type { ChartTexts } from './en-charts.ts';

/** German. */
export const chartTexts: ChartTexts = {
  attackTitle: 'Der Angriff im Zeitverlauf',
  trafficTitle: 'Der Verkehr im Zeitverlauf',
  scale: { log: 'logarithmisch', linear: 'linear' },
  halfOpen: ['halboffene Verbindung', 'halboffene Verbindungen'],
  meanOf: (time) => `(Mittel über ${time})`,
  noWave: 'ohne Angriffswelle',
  wave: ['Angriffswelle', 'Angriffswellen'],
  drawn: (length, waves) => `Dargestellt sind ${length}, ${waves}.`,
  highest: (peaks) => `Höchste dargestellte Werte, gewöhnlicher Verkehr eingeschlossen: ${peaks}.`,
  leftOut: (labels) => `Außerhalb des dargestellten Zeitraums: ${labels}.`,
  vectorsTitle: 'Angriffsvektoren',
  vector: ['Angriffsvektor', 'Angriffsvektoren'],
  shareOfPackets: 'Anteil der Pakete',
  shareOfBytes: 'Anteil der empfangenen Bytes',
  shareOfRequests: 'Anteil der Anfragen',
  country: germanCountry,
  notKnown: 'Nicht bekannt',
  unknownPlace: 'nicht bekannt',
  others: (countries) => `Andere (${countries})`,
  countryNoun: ['Land', 'Länder'],
  countriesIn: ['Land', 'Ländern'],
  provenByCountry: 'Nachgewiesene Quellen nach Land der Registrierung',
  unprovenByCountry: 'Nicht nachgewiesen: Adresse kann gefälscht sein (eigener Maßstab)',
  countriesTitle: 'Quellen nach Land der Registrierung',
  noneProven: 'Keine Quelle ist nachgewiesen.',
  provenSource: ['nachgewiesene Quelle', 'nachgewiesene Quellen'],
  provenIn: (sources, countries, most) => `${sources} in ${countries}; die meisten in ${most}.`,
  unprovenApart:
    'Nicht nachgewiesene Quellen, deren Adressen gefälscht sein können, sind gesondert dargestellt.',
  networkNotKnown: 'Netz nicht bekannt',
  otherNetworks: 'Alle anderen Netze',
  provenByNetwork: 'Nachgewiesene Quellen nach Netz',
  mostNetworks: (sources, most) => `${sources}. Die Netze mit den meisten sind ${most}.`,
  orMore: (count) => `${count} und mehr`,
  range: (low, high) => `${low} bis ${high}`,
  none: 'keine',
  mapNote: 'Nachgewiesene Quellen.',
  circle: 'Kreis: ein Ort, der für einen Umriss zu klein ist.',
  notOnMap: (count) => `Nicht auf der Karte: ${count} mit unbekanntem Land.`,
  mapTitle: 'Nachgewiesene Quellen auf der Karte',
  mapAlt: (sources, most) => `Weltkarte nach Land der Registrierung: ${sources}. Die meisten: ${most}.`,
};
