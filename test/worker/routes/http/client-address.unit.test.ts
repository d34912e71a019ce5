import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkOf } from '../../../../worker/routes/http/client-address.ts';

const group = fc.integer({ min: 0, max: 0xffff });
const half = fc.tuple(group, group, group, group);
const written = (groups: readonly number[]) => groups.map((one) => one.toString(16)).join(':');

describe('the network of an address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['', ''],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:0DB8:0000:0000:0000:0000:0000:0001', '2001:db8:0:0::/64'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1:2:3:4', 'fe80:0:0:0::/64'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
  ])('the network of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it('the network is the same for every address of its 64 bits, and different for any other', () => {
    fc.assert(
      fc.property(half, half, half, (network, one, other) => {
        const of = (host: readonly number[]) => networkOf(written([...network, ...host]));
        expect(of(one)).toBe(of(other));
        expect(networkOf(written([...one, ...other])) === of(other)).toBe(String(one) === String(network));
      }),
    );
  });
});
