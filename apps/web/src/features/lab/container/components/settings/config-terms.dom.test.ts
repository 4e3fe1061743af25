import { mount } from '@vue/test-utils';
import { expect, it } from 'vitest';
import ConfigTerms from './ConfigTerms.vue';

const config = {
  sysctls: [],
  env: [
    { name: 'LOG_LEVEL', value: 'debug' },
    { name: 'EMPTY', value: '' },
  ],
  entrypoint: null,
  command: ['sh', '-c', "echo it's 5"],
  user: '1000',
  workingDir: null,
  routes: [],
  exec: ['ip link set eth0 up', 'true'],
  waitFor: [],
  onStop: ['rndc stop'],
  cpus: 0.5,
  memoryMb: null,
  ports: [{ port: 80, name: 'Shop' }],
};

it('lists what a container has, and nothing that is as in its image', () => {
  const list = mount(ConfigTerms, { props: { config, waiting: [] } });
  expect(list.findAll('dt').map((term) => term.text())).toEqual([
    'Environment',
    'Command',
    'User',
    'Start commands',
    ...['Stop commands', 'Processors', 'Ports'],
  ]);
  expect(list.findAll('dd').map((each) => each.findAll('span').map((line) => line.text()))).toEqual([
    ['LOG_LEVEL=debug', 'EMPTY='],
    [`sh -c 'echo it'\\''s 5'`],
    ['1000'],
    config.exec,
    ['rndc stop'],
    ['0.5'],
    ['80 Shop'],
  ]);
  expect(mount(ConfigTerms, { props: { config: null, waiting: [] } }).text()).toBe('As in its image.');
});

it('says what waits for the next start, also what was removed', () => {
  const list = mount(ConfigTerms, { props: { config, waiting: ['EXEC', 'SYSCTLS'] } });
  const titles = list.findAll('dt').map((term) => term.text().replaceAll(/\s+/g, ' '));
  expect(titles).toEqual([
    ...['Environment', 'Command', 'User'],
    ...['Start commands at the next start', 'Sysctls at the next start'],
    ...['Stop commands', 'Processors', 'Ports'],
  ]);
  expect(list.findAll('dd').at(4)?.text()).toBe('None');
});
