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
  /** Calls one of the object's methods. Only {@link rpcStub} uses it. */
  async invoke(method: string, args: unknown[]): Promise<Result> {
    try {
      const called: unknown = Reflect.get(this, method);
      if (typeof called !== 'function') throw new TypeError(`The object has no method ${method}`);
      return { value: await Reflect.apply(called, this, args) };
    } catch (error) {
      if (!isApiError(error)) throw error;
      const { status, code, message, details } = error;
      return { error: { status, code, message, details } };
    }
  }
}

interface Callable {
  invoke(method: string, args: unknown[]): Promise<Result>;
}

/** Properties of the stub itself. All others are methods of its object. */
const ownProperties = new Set<PropertyKey>([
  'id',
  'name',
  'fetch',
  'connect',
  'then',
  'constructor',
  'invoke',
]);

/** Wraps a stub so that its methods throw the object's `ApiError`s. */
export function rpcStub<Stub extends Callable>(stub: Stub): Stub {
  return new Proxy(stub, {
    get(target, name) {
      if (typeof name === 'symbol' || ownProperties.has(name)) {
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' && name !== 'constructor' ? value.bind(target) : value;
      }
      return async (...args: unknown[]) => {
        const result = await target.invoke(name, args);
        if (!('error' in result)) return result.value;
        const { status, code, message, details } = result.error;
        throw new ApiError(status, code, message, details);
      };
    },
  });
}
