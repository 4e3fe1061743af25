import { beginLines } from '../line-writer.ts';
import { StreamRefusal } from '../stream-refusal.ts';
import { respondJson, type StreamHandler, type StreamRequest } from '../stream-server.ts';
import type { ImageBuilds } from '../../builds/image-builds.ts';

/** The endpoint `/builds/<build id>`: reading a build's log, and cancelling it. */
export function buildRoutes(
  builds: Pick<ImageBuilds, 'logOf' | 'cancel' | 'has'>,
): Record<string, StreamHandler> {
  return {
    'GET /builds': (request) => {
      const { stream, query } = request;
      const buildId = buildIdOf(request);
      if (query.has('ended') && !builds.has(buildId))
        throw new StreamRefusal('NOT_FOUND', `The host no longer has the log of build ${buildId}`);
      const log = builds.logOf(buildId);
      beginLines(stream);
      let left = 0;
      const stop = log.read({
        // A reader that is too slow misses lines. What is there at first always fits.
        onLine: (line) => {
          left += 1;
          if (!stream.destroyed && (left <= firstLines || !stream.writableNeedDrain))
            stream.write(`${JSON.stringify({ line })}\n`);
        },
        onLayer: (layer) => {
          if (!stream.destroyed && !stream.writableNeedDrain) stream.write(`${JSON.stringify({ layer })}\n`);
        },
        onEnd: () => stream.end(),
      });
      stream.once('close', stop);
    },
    'DELETE /builds': (request) => {
      builds.cancel(buildIdOf(request));
      respondJson(request.stream, 200, {});
    },
  };
}

/** As many as a log keeps. */
const firstLines = 2000;

function buildIdOf({ path }: StreamRequest): string {
  const [, id = ''] = path;
  if (path.length !== 2 || !/^[0-9a-f-]{36}$/.test(id))
    throw new StreamRefusal('NOT_FOUND', `No such build: ${id}`);
  return id;
}
