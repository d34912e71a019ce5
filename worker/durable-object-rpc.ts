/**
 * How a Durable Object is asked. What it throws in a call is an uncaught exception to Cloudflare, in the log and in the
 * count of failures, also when it is a refusal that somebody foresaw. So a refusal goes over the border as a value, and
 * is thrown again on this side.
 */
import { DurableObject } from 'cloudflare:workers';
import { ApiError, isApiError } from './errors.ts';

type Answer = { value: unknown } | { refusal: Refusal };

interface Refusal {
  status: number;
  code: string;
  message: string;
  details: unknown;
}

/** The base of our objects. */
export abstract class AskedObject<Bindings> extends DurableObject<Bindings> {
  /** Calls one of the object's methods. Only {@link askable} asks this. */
  async ask(method: string, given: unknown[]): Promise<Answer> {
    try {
      const asked: unknown = Reflect.get(this, method);
      if (typeof asked !== 'function') throw new TypeError(`The object has no method ${method}`);
      return { value: await Reflect.apply(asked, this, given) };
    } catch (error) {
      if (!isApiError(error)) throw error;
      const { status, code, message, details } = error;
      return { refusal: { status, code, message, details } };
    }
  }
}

interface Asking {
  ask(method: string, given: unknown[]): Promise<Answer>;
}

/** What a stub has of its own: everything else is a method of its object. */
const own = new Set<PropertyKey>(['id', 'name', 'fetch', 'connect', 'then', 'constructor', 'ask']);

/** A stub whose methods throw what the object refuses. */
export function askable<Stub extends Asking>(stub: Stub): Stub {
  return new Proxy(stub, {
    get(target, name) {
      if (typeof name === 'symbol' || own.has(name)) {
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' && name !== 'constructor' ? value.bind(target) : value;
      }
      return async (...given: unknown[]) => {
        const answer = await target.ask(name, given);
        if (!('refusal' in answer)) return answer.value;
        const { status, code, message, details } = answer.refusal;
        throw new ApiError(status, code, message, details);
      };
    },
  });
}
