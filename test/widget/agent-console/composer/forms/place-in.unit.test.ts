import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeIn } from '../../../../../widget/agent-console/composer/forms/place-in.ts';

const gate = { latitude: 52.5163, longitude: 13.3777 };

describe('the link of a map', () => {
  it.each([
    ['https://www.google.com/maps?q=52.5163,13.3777', gate],
    ['https://maps.google.com/?q=52.5163%2C13.3777', gate],
    ['https://www.google.com/maps/search/?api=1&query=52.5163%2C13.3777', gate],
    ['https://www.google.com/maps/dir/?api=1&destination=52.5163,13.3777', gate],
    ['https://www.google.com/maps/search/52.5163,+13.3777', gate],
    ['https://www.google.de/maps/@52.5163,13.3777,17z', gate],
    [
      'https://www.google.com/maps/place/Brandenburger+Tor/@52.5,13.3,15z/data=!3m1!4b1!4m6!3m5!1s0x0!8m2!3d52.5163!4d13.3777!16z',
      { ...gate, name: 'Brandenburger Tor' },
    ],
    ["https://www.google.com/maps/place/52%C2%B030'58.7%22N+13%C2%B022'39.7%22E/@52.5163,13.3777,17z", gate],
    ['https://maps.apple.com/?ll=52.5163,13.3777&q=The%20shop', { ...gate, name: 'The shop' }],
    ['https://maps.apple.com/place?coordinate=52.5163,13.3777&name=The+shop', { ...gate, name: 'The shop' }],
    ['https://www.openstreetmap.org/?mlat=52.5163&mlon=13.3777#map=17/52.1/13.1', gate],
    ['https://www.openstreetmap.org/#map=17/52.5163/13.3777', gate],
    ['https://waze.com/ul?ll=52.5163,13.3777&navigate=yes', gate],
    ['https://www.waze.com/live-map/directions?to=ll.52.5163%2C13.3777', gate],
    ['https://www.bing.com/maps?cp=52.5163~13.3777&lvl=16', gate],
    ['https://share.here.com/l/52.5163,13.3777', gate],
    ['geo:52.5163,13.3777', gate],
    ['geo:52.5163,13.3777;u=35', gate],
    ['geo:0,0?q=52.5163,13.3777(The%20shop)', { ...gate, name: 'The shop' }],
    [
      'We are here: https://maps.google.com/?q=-33.8568,151.2153.',
      { latitude: -33.8568, longitude: 151.2153 },
    ],
  ])('%s', (text, place) => {
    expect(placeIn(text)).toEqual(place);
  });

  it.each(['https://maps.app.goo.gl/abc123', 'https://goo.gl/maps/xyz', 'https://osm.org/go/0MbEUuTq'])(
    'a short link does not say where it leads: %s',
    (text) => {
      expect(placeIn(text)).toBe('short');
    },
  );

  it.each([
    'https://www.google.com/maps?q=Berlin',
    'https://shop.example/52.5/13.4',
    'https://www.google.com/maps?q=91.2,13.3',
    'geo:0,0?q=Berlin',
    'https://%',
  ])('no place is made up: %s', (text) => {
    expect(placeIn(text)).toBeNull();
  });
});

describe('coordinates', () => {
  it.each([
    ['52.5163, 13.3777', gate],
    ['52.5163 13.3777', gate],
    ['52.5163,13.3777', gate],
    ['(52.5163; 13.3777)', gate],
    ['52,5163 13,3777', gate],
    ['52,5163; 13,3777', gate],
    ['52,5163, 13,3777', gate],
    ['52.5163° N, 13.3777° E', gate],
    ['N 52.5163 E 13.3777', gate],
    ['13.3777 E, 52.5163 N', gate],
    ['Lat: 52.5163, Lng: 13.3777', gate],
    ['latitude=52.5163 longitude=13.3777', gate],
    ['−33.8568, 151.2153', { latitude: -33.8568, longitude: 151.2153 }],
    ['33.8568 S, 151.2153 E', { latitude: -33.8568, longitude: 151.2153 }],
    ['40.6892 N 74.0445 W', { latitude: 40.6892, longitude: -74.0445 }],
    ['52°30\'58.68"N 13°22\'39.72"E', gate],
    ['52°30′58.68″ N, 13°22′39.72″ E', gate],
    ["52° 30.978' N, 13° 22.662' E", gate],
    ['52 30 58.68 N 13 22 39.72 E', gate],
    ['52°30\'58,68"N; 13°22\'39,72"E', gate],
  ])('%s', (text, { latitude, longitude }) => {
    const found = placeIn(text);
    if (found === null || found === 'short') throw new Error('There is no place');
    expect(found.latitude).toBeCloseTo(latitude, 6);
    expect(found.longitude).toBeCloseTo(longitude, 6);
  });

  it.each([
    '',
    'Berlin',
    '52.5163',
    '91, 13',
    '52, 181',
    '52°61\'0"N 13°0\'0"E',
    '1, 2, 3',
    'N 52 N 13',
    '030 123456',
  ])('are not made up: %s', (text) => {
    expect(placeIn(text)).toBeNull();
  });

  it('every place is found in each notation', () => {
    const degrees = (max: number) =>
      fc.integer({ min: -max * 10_000, max: max * 10_000 }).map((one) => one / 10_000);
    fc.assert(
      fc.property(degrees(90), degrees(180), (latitude, longitude) => {
        const place = { latitude: latitude + 0, longitude: longitude + 0 };
        const letters = `${Math.abs(latitude)}° ${latitude < 0 ? 'S' : 'N'}, ${Math.abs(longitude)}° ${longitude < 0 ? 'W' : 'E'}`;
        for (const text of [
          `${latitude}, ${longitude}`,
          letters,
          `geo:${latitude},${longitude}`,
          `https://www.google.com/maps?q=${latitude},${longitude}`,
          `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}`,
        ]) {
          const found = placeIn(text);
          if (found === null || found === 'short') throw new Error(`There is no place in ${text}`);
          expect(found.latitude).toBeCloseTo(place.latitude, 8);
          expect(found.longitude).toBeCloseTo(place.longitude, 8);
        }
      }),
    );
  });

  it('any text gives a place on earth or none', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0159.,-°\'"NSEW ;'), maxLength: 30 }), (text) => {
        const found = placeIn(text);
        if (found === null || found === 'short') return;
        expect(Math.abs(found.latitude)).toBeLessThanOrEqual(90);
        expect(Math.abs(found.longitude)).toBeLessThanOrEqual(180);
      }),
    );
  });
});
