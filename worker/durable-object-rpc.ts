/**
 * Calls to Durable Objects. Cloudflare logs and counts everything that a method throws as an uncaught exception, even an
 * expected `ApiError`. So an `ApiError` crosses the call as a value, and is thrown again by the caller's stub.
 */
import { DurableObject } from 'cloudflare:workers';
import { ApiError, isApiError } from './errors.ts';

type Result = { value: unknown } | { error: ErrorValue };

interface ErrorValue {
  status: number;
  code: string;
  message: string;
  details: unknown;
}

/** The base class of our Durable Objects. */
export abstract class RpcObject<Bindings> extends DurableObject<Bindings> {
  /** The parts of the object whose methods can be called. */
  abstract readonly rpc: object;
  /** Every call of a method goes through this. */
  protected through: (method: () => unknown) => unknown = (method) => method();

  /** Calls a method of a part. Only {@link rpcStub} uses it. */
  async invoke(part: string, method: string, args: unknown[]): Promise<Result> {
    try {
      const target: unknown = Object.hasOwn(this.rpc, part) ? Reflect.get(this.rpc, part) : null;
      const called: unknown = Reflect.get(Object(target), method);
      if (typeof called !== 'function') throw new TypeError(`The object has no method ${part}.${method}`);
      return { value: await this.through(() => Reflect.apply(called, target, args)) };
    } catch (error) {
      if (!isApiError(error)) throw error;
      const { status, code, message, details } = error;
      return { error: { status, code, message, details } };
    }
  }
}

interface Callable {
  invoke(part: string, method: string, args: unknown[]): Promise<Result>;
}

/** The parts of an object as a stub has them: every result is a promise. */
export type Remote<Parts> = { readonly [Part in keyof Parts]: RemotePart<Parts[Part]> };

type RemotePart<Part> = {
  [Name in keyof Part]: Part[Name] extends (...given: infer Given) => infer Value
    ? (...given: Given) => Promise<Awaited<Value>>
    : never;
};

/** Properties of the stub itself. All others are parts of its object. */
const ownProperties = new Set<PropertyKey>([
  'id',
  'name',
  'fetch',
  'connect',
  'then',
  'constructor',
  'invoke',
]);

/** Wraps a stub so that `stub.part.method()` calls the object, and throws its `ApiError`s. */
export function rpcStub<Stub extends Callable>(stub: Stub): Stub {
  return new Proxy(stub, {
    get(target, name) {
      if (typeof name === 'symbol' || ownProperties.has(name)) {
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' && name !== 'constructor' ? value.bind(target) : value;
      }
      return partOf(target, name);
    },
  });
}

function partOf(stub: Callable, part: string): object {
  return new Proxy(
    {},
    {
      get: (_, method) => {
        // A part is no promise.
        if (typeof method === 'symbol' || method === 'then') return undefined;
        return async (...args: unknown[]) => {
          const result = await stub.invoke(part, method, args);
          if (!('error' in result)) return result.value;
          const { status, code, message, details } = result.error;
          throw new ApiError(status, code, message, details);
        };
      },
    },
  );
}
