import { expect, it } from 'vitest';
import { silentProgress } from '../progress.ts';
import { ensureEngine } from './ensure-engine.ts';

it('says what to do when DOCKER_HOST names an engine that does not answer', async () => {
  const ensured = ensureEngine({
    dataDir: '/nonexistent',
    runDir: '/nonexistent',
    environment: { DOCKER_HOST: 'unix:///nonexistent/docker.sock' },
    progress: silentProgress,
  });
  await expect(ensured).rejects.toThrow(/unix:\/\/\/nonexistent\/docker\.sock.*unset DOCKER_HOST/s);
});
