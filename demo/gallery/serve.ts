/** Serves the gallery on this computer: `npm run gallery`. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { extname, join, normalize, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { pictureMarkup } from './fixtures/files.ts';

const root = resolve(import.meta.dirname, '../../dist/gallery');
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

export function galleryServer(): Server {
  return createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    // Pictures that the elements load by address. All other requests are answered in the page.
    if (pathname.includes('/api/')) {
      response.setHeader('Content-Type', 'image/svg+xml').end(pictureMarkup);
      return;
    }
    const file = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
    readFile(join(root, normalize(file))).then(
      (bytes) =>
        response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream').end(bytes),
      () => response.writeHead(404).end(),
    );
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const port = Number(process.env.PORT ?? 5190);
  galleryServer().listen(port, 'localhost', () => console.log(`Gallery: http://localhost:${port}/`));
}
