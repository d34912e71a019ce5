import { expect, it } from 'vitest';
import { readRates, writeRates } from '../../../../../widget/agent-console/settings/number/rate-text.ts';

const of = (category: string, country: string, price: number, since: string | null = null) => ({
  ...{ category, country, price, since },
});

it('reads a rate card with the names of countries and a currency', () => {
  const card = [
    'WhatsApp rate card,,,',
    'Market,Currency,Marketing,Authentication-International',
    'Germany,$US,0.1131,',
    '"Rest of Africa",$US,0.0225,n/a',
    'India,$US,0.0118,0.028',
  ].join('\r\n');
  expect(readRates(card, 'en')).toEqual({
    currency: null,
    rates: [
      of('marketing', 'DE', 0.1131),
      of('marketing', 'IN', 0.0118),
      of('authentication_international', 'IN', 0.028),
    ],
    unknown: ['Rest of Africa'],
  });
  expect(readRates('Market;Currency;Service\nDE;EUR;0,0456', 'en')).toEqual({
    ...{ currency: 'EUR', rates: [of('service', 'DE', 0.0456)], unknown: [] },
  });
});

it('reads the names of countries in the language of the console as well', () => {
  expect(
    readRates('Country\tutility\nDeutschland\t0.05\nBrazil\t0.01\n*\t0.02\n+1\t0.03', 'de')?.rates,
  ).toEqual([
    of('utility', 'DE', 0.05),
    of('utility', 'BR', 0.01),
    of('utility', '*', 0.02),
    of('utility', '+1', 0.03),
  ]);
});

it('reads what it writes', () => {
  const rates = [
    of('marketing', 'DE', 0.11),
    of('utility', 'DE', 0.05, '2026-10-01'),
    of('utility', '*', 0),
    of('marketing', '+971', 0.04, '2026-10-01'),
  ];
  const read = readRates(writeRates({ rates }), 'en');
  expect(new Set(read?.rates)).toEqual(new Set(rates));
});

it('a text without a head that names a place is no table', () => {
  expect(readRates('DE,0.1\nBR,0.2', 'en')).toBeNull();
  expect(readRates('Country\nDE', 'en')).toBeNull();
});
