import { parentPort } from 'node:worker_threads';
import { drawScreen, type ScreenRequest } from './draw-screen.ts';

/** Draws screens for `ScreenDrawer`, one after the other, in a thread of its own. */
const port = parentPort;
if (!port) throw new Error('This file runs in a worker thread.');
port.on('message', (request: ScreenRequest) => {
  void drawScreen(request).then((screen) => port.postMessage(screen));
});
