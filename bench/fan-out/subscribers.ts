import type { LabMessage } from '@pineapple/contracts';
import { createValkeyBus, type EventBus, type Topic, topics } from '@pineapple/event-bus';
import { floorTopic, type SubscriberTask, type SubscriberProgress } from './subscriber-task.ts';
import { Crowd } from './crowd.ts';

/**
 * The clients, in their own process. Opens both crowds and then measures rounds of one message each, in turns with the
 * product and the floor. It publishes the messages itself, so that one clock measures each round.
 */
process.once('message', (task) => {
  run(task as SubscriberTask).then(
    () => process.disconnect(),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});

async function run(task: SubscriberTask): Promise<void> {
  const bus = createValkeyBus(task.busUrl);
  const labTopic = topics.lab(task.observed.labId);
  const product = new Crowd(task.product);
  const floor = new Crowd(task.floor);
  let version = task.observed.observation.version;
  const change = (round: number): LabMessage => {
    version += 1;
    const reason = `round ${String(round).padStart(6, '0')}`;
    return {
      ...task.observed,
      observation: { ...task.observed.observation, version, sequence: Date.now() * 1000 + round, reason },
    };
  };

  for (const size of task.sizes) {
    await product.growTo(size);
    await report({ kind: 'product-open', size });
    await floor.growTo(size);
    const samples = { product: [] as number[], floor: [] as number[] };
    // The first rounds are warm-ups.
    for (let round = -task.warmUps; round < task.rounds; round += 1) {
      const productMs = await time(bus, labTopic, change(round + task.warmUps), product);
      const floorMs = await time(bus, floorTopic, product.lastText, floor);
      if (round < 0) continue;
      samples.product.push(productMs);
      samples.floor.push(floorMs);
    }
    await report({ kind: 'measured', size, bytes: Buffer.byteLength(product.lastText), ...samples });
  }
  product.close();
  floor.close();
  await bus.close();
}

async function time<T>(bus: EventBus, topic: Topic<T>, message: NoInfer<T>, crowd: Crowd): Promise<number> {
  const reached = crowd.allReceive();
  const start = performance.now();
  await bus.publish(topic, message);
  return (await reached) - start;
}

/** Reports progress and waits for the parent's answer. */
async function report(progress: SubscriberProgress): Promise<void> {
  const answered = Promise.withResolvers<void>();
  process.once('message', () => answered.resolve());
  process.send?.(progress);
  await answered.promise;
}
