import { hashText, hex } from '../../random.ts';
import type { Place, Player } from '../../world/types.ts';
import { cells, readTable } from './tables.ts';

/** The server's own connection. */
export const HOME_ADDRESS = '203.0.113.10';

const RELAY = 'relay';

/** The players of the showcase, each the same device in every run. */
export function showcasePlayers(): Player[] {
  return readTable('players.txt').map(({ text }) => {
    const [key = '', title = '', device = '', model = '', vendor = '', platform = '', platformVersion = '', ...rest] =
      cells(text, 12);
    const [product = '', profile = '', version = '', network = '', address = ''] = rest;
    const local = network === 'lan';
    return {
      key,
      title,
      device,
      model,
      vendor,
      platform,
      platformVersion,
      product,
      profile,
      version,
      address,
      remotePublicAddress: local ? HOME_ADDRESS : address,
      local,
      location: network === RELAY ? 'wan' : network,
      secure: true,
      relayed: network === RELAY,
      machineIdentifier: `${hex(hashText(key), 8)}${hex(hashText(`${key}-machine`), 8)}-${key}`,
    };
  });
}

type PlaceRow = readonly [
  city: string,
  code: string,
  continent: string,
  country: string,
  at: string,
  postal: string,
  region: string,
  zone: string,
  eu: boolean,
];

const OSLO: PlaceRow = ['Oslo', 'NO', 'EU', 'Norway', '59.91000, 10.75000', '0150', 'Oslo', 'Europe/Oslo', false];

const ROWS: Readonly<Record<string, PlaceRow>> = {
  [HOME_ADDRESS]: OSLO,
  '198.51.100.17': OSLO,
  '203.0.113.41': ['Lagos', 'NG', 'AF', 'Nigeria', '6.45000, 3.39000', '101241', 'Lagos', 'Africa/Lagos', false],
  '198.51.100.63': ['Abuja', 'NG', 'AF', 'Nigeria', '9.06000, 7.49000', '900211', 'FCT', 'Africa/Lagos', false],
  '203.0.113.72': ['Gdańsk', 'PL', 'EU', 'Poland', '54.35000, 18.65000', '80-001', 'Pomerania', 'Europe/Warsaw', true],
  '203.0.113.96': ['Berlin', 'DE', 'EU', 'Germany', '52.52000, 13.40000', '10115', 'Berlin', 'Europe/Berlin', true],
  '192.0.2.33': ['Lisbon', 'PT', 'EU', 'Portugal', '38.72000, -9.14000', '1100', 'Lisbon', 'Europe/Lisbon', true],
  '2001:db8:77::1d': [
    'Bengaluru',
    'IN',
    'AS',
    'India',
    '12.97000, 77.59000',
    '560001',
    'Karnataka',
    'Asia/Kolkata',
    false,
  ],
  '203.0.113.118': [
    'Gothenburg',
    'SE',
    'EU',
    'Sweden',
    '57.71000, 11.97000',
    '411 01',
    'Västra Götaland',
    'Europe/Stockholm',
    true,
  ],
  '198.51.100.88': ['Bergen', 'NO', 'EU', 'Norway', '60.39000, 5.32000', '5003', 'Vestland', 'Europe/Oslo', false],
  '192.0.2.140': [
    'Porto Alegre',
    'BR',
    'SA',
    'Brazil',
    '-30.03000, -51.23000',
    '90010',
    'Rio Grande do Sul',
    'America/Sao_Paulo',
    false,
  ],
  '198.51.100.140': [
    'Montréal',
    'CA',
    'NA',
    'Canada',
    '45.50000, -73.57000',
    'H2Y',
    'Quebec',
    'America/Toronto',
    false,
  ],
  '2001:db8:4a::30': [
    'Montréal',
    'CA',
    'NA',
    'Canada',
    '45.50000, -73.57000',
    'H2Y',
    'Quebec',
    'America/Toronto',
    false,
  ],
};

/** Where the addresses of the showcase are. */
export function showcasePlace(address: string): Place | null {
  const row = ROWS[address];
  if (row === undefined) return null;
  const [city, code, continentCode, country, coordinates, postalCode, subdivisions, timeZone, inEuropeanUnion] = row;
  return { city, code, continentCode, country, coordinates, postalCode, subdivisions, timeZone, inEuropeanUnion };
}
