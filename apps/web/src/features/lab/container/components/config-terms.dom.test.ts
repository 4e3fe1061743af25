import { mount } from '@vue/test-utils';
import { expect, it } from 'vitest';
import ConfigTerms from './ConfigTerms.vue';

it('lists what a container was created with, and nothing that is as in its image', () => {
  const config = {
    sysctls: [],
    env: [
      { name: 'LOG_LEVEL', value: 'debug' },
      { name: 'EMPTY', value: '' },
    ],
    command: ['sh', '-c', "echo it's 5"],
    exec: ['ip link set eth0 up', 'true'],
  };
  const list = mount(ConfigTerms, { props: { config } });
  expect(list.findAll('dt').map((term) => term.text())).toEqual(['Environment', 'Command', 'Start commands']);
  expect(list.findAll('dd').map((each) => each.findAll('span').map((line) => line.text()))).toEqual([
    ['LOG_LEVEL=debug', 'EMPTY='],
    [`sh -c 'echo it'\\''s 5'`],
    config.exec,
  ]);
});
