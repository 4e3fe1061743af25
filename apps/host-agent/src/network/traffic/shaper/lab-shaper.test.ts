import { expect, it } from 'vitest';
import { outliving } from './lab-shaper.ts';

it('is started outside of the group that systemd ends with the service of the agent', () => {
  const command = ['nsenter', '--net=/run/netns/pn-1', 'shaper', 'pn-1'];
  for (const groups of ['', '0::/\n', '0::/user.slice/user@1000.service/app.slice/shell.scope\n'])
    expect(outliving(groups, command)).toEqual(command);
  for (const groups of [
    '0::/system.slice/pineapple-agent.service\n',
    '12:pids:/\n1:name=systemd:/a/b.service\n',
  ]) {
    const [starter, ...words] = outliving(groups, command);
    expect([starter, words[0], words.slice(-command.length)]).toEqual(['systemd-run', '--scope', command]);
  }
});
