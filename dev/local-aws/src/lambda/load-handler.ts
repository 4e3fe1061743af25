import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export type Handler = (event: unknown, context: object) => unknown;

/** Describes an error in a function's code in the runtime's own terms. */
class HandlerError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** Imports the module of a handler name such as `index.handler` and returns its function. */
export async function loadHandler(directory: string, handler: string): Promise<Handler> {
  const match = /^((?:[^/]+\/)*)([^./]+)\.(.+)$/.exec(handler);
  if (!match) throw new HandlerError('Runtime.MalformedHandlerName', `Bad handler '${handler}'`);
  const [, folder = '', file = '', exportPath = ''] = match;
  const base = join(directory, folder, file);
  const path = ['.js', '.mjs', '.cjs']
    .map((extension) => base + extension)
    .find((candidate) => existsSync(candidate));
  if (!path) throw new HandlerError('Runtime.ImportModuleError', `Error: Cannot find module '${file}'`);

  const module: unknown = await import(pathToFileURL(path).href);
  const found =
    exportPath.split('.').reduce<unknown>(property, module) ??
    exportPath.split('.').reduce<unknown>(property, property(module, 'default'));
  if (typeof found !== 'function') {
    throw new HandlerError('Runtime.HandlerNotFound', `${handler} is undefined or not exported`);
  }
  if (found.length > 2) {
    throw new HandlerError(
      'Runtime.CallbackHandlerDeprecated',
      `${handler} takes a callback, which this runtime no longer supports: make it async`,
    );
  }
  return found as Handler;
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
