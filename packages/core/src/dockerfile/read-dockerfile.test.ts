import { describe, expect, it } from 'vitest';
import { readDockerfile } from './read-dockerfile.ts';

const lines = (...text: string[]) => text.join('\n');

describe('reading a Dockerfile', () => {
  it('gives the steps in order, each with the settings of its place', () => {
    const read = readDockerfile(
      lines(
        'from host',
        'ARG VERSION=1.2',
        '# why',
        'ENV APP=/opt/app GREETING="hello there"',
        'RUN mkdir -p $APP && \\',
        '    # in between',
        '    echo ok',
        'WORKDIR ${APP}',
        'USER nobody',
        'RUN ["id", "-u"]',
        "COPY --chmod=755 <<'EOF' run.sh",
        '#!/bin/sh',
        'echo $HOME',
        'EOF',
        'COPY <<EOF /etc/version',
        '$VERSION',
        'EOF',
        'EXPOSE 80 53/udp',
        'CMD ["./run.sh"]',
      ),
    );
    expect(read).toEqual({
      from: 'host',
      steps: [
        {
          line: 5,
          text: 'RUN mkdir -p $APP &&     echo ok',
          step: {
            kind: 'run',
            command: ['/bin/sh', '-c', 'mkdir -p $APP &&     echo ok'],
            settings: {
              env: ['VERSION=1.2', 'APP=/opt/app', 'GREETING=hello there'],
              user: null,
              workingDir: null,
            },
          },
        },
        { line: 8, text: 'WORKDIR /opt/app', step: { kind: 'folder', path: '/opt/app' } },
        {
          line: 10,
          text: 'RUN ["id", "-u"]',
          step: {
            kind: 'run',
            command: ['id', '-u'],
            settings: {
              env: ['VERSION=1.2', 'APP=/opt/app', 'GREETING=hello there'],
              user: 'nobody',
              workingDir: '/opt/app',
            },
          },
        },
        {
          line: 11,
          text: "COPY --chmod=755 <<'EOF' run.sh",
          step: {
            kind: 'file',
            path: '/opt/app/run.sh',
            content: '#!/bin/sh\necho $HOME\n',
            mode: '755',
            owner: null,
          },
        },
        {
          line: 15,
          text: 'COPY <<EOF /etc/version',
          step: { kind: 'file', path: '/etc/version', content: '1.2\n', mode: '644', owner: null },
        },
      ],
      env: ['APP=/opt/app', 'GREETING=hello there'],
      user: 'nobody',
      workingDir: '/opt/app',
      entrypoint: null,
      command: ['./run.sh'],
      labels: {},
      ports: ['80/tcp', '53/udp'],
    });
  });

  it('runs the text of a here-document as a script, or passes it to the command', () => {
    const { steps } = readDockerfile(
      lines('FROM host', 'RUN <<EOF', 'one', 'two', 'EOF', 'RUN cat <<END > /x', 'text', 'END'),
    );
    expect(steps.map(({ step }) => step.kind === 'run' && step.command)).toEqual([
      ['/bin/sh', '-ec', 'one\ntwo\n'],
      ['/bin/sh', '-c', 'cat <<END > /x\ntext\nEND\n'],
    ]);
  });

  it('knows the environment of the base, and a path without it', () => {
    const text = lines('FROM host', 'ENV PATH=/opt:$PATH TITLE="$LANG $MISSING"');
    expect(readDockerfile(text, ['LANG=C']).env).toEqual([
      'PATH=/opt:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      'TITLE=C ',
    ]);
    expect(readDockerfile(text, ['PATH=/bin']).env[0]).toBe('PATH=/opt:/bin');
  });

  it('copies files of the context, in all forms', () => {
    const { steps } = readDockerfile(
      lines(
        'FROM host',
        'ARG NAME=site',
        'WORKDIR /srv',
        'COPY $NAME .',
        'COPY --link --chown=www-data:0 --chmod=0750 *.conf a.txt /etc/app/',
        'COPY ["with space", "/x y"]',
        'ADD site.tar.gz /srv//www/',
        'COPY --chown=7 <<EOF /etc/id',
        'EOF',
      ),
    );
    const plain = { kind: 'copy', unpacks: false, mode: null, owner: null };
    expect(steps.slice(1).map(({ step }) => step)).toEqual([
      { ...plain, sources: ['site'], target: '/srv', intoFolder: true },
      {
        ...plain,
        sources: ['*.conf', 'a.txt'],
        target: '/etc/app',
        intoFolder: true,
        mode: '750',
        owner: 'www-data:0',
      },
      { ...plain, sources: ['with space'], target: '/x y', intoFolder: false },
      { ...plain, sources: ['site.tar.gz'], target: '/srv/www', intoFolder: true, unpacks: true },
      { kind: 'file', path: '/etc/id', content: '', mode: '644', owner: '7' },
    ]);
  });

  it('drops the command of the base with its entrypoint', () => {
    expect(readDockerfile(lines('FROM host', 'ENTRYPOINT ["top"]'))).toMatchObject({
      entrypoint: ['top'],
      command: [],
    });
  });

  it.each([
    ['', /Line 1: There is no FROM/],
    ['RUN true', /Line 1: The first instruction is FROM/],
    ['FROM host\nFROM web', /Line 2: There is a second FROM/],
    ['FROM host AS build', /is not an image/],
    ['# syntax=docker/dockerfile:1\nFROM host', /directive syntax/],
    ['FROM host\nADD http://169.254.169.254/ /x', /Line 2: 'http:\/\/169.254.169.254\/' is an address/],
    ['FROM host\nADD git@example.org:x.git /x', /is an address/],
    ['FROM host\nCOPY --from=web /etc /etc', /--from=web is not supported. A build has one stage/],
    ['FROM host\nCOPY --exclude=x a b', /dockerignore/],
    ['FROM host\nCOPY --chmod=u+x a b', /'u\+x' is not a mode/],
    ['FROM host\nCOPY --chown=a:b:c a b', /is not an owner/],
    ['FROM host\nCOPY a', /needs a source and a target/],
    ['FROM host\nCOPY a b /c', /Line 2: '\/c' gets several files/],
    ['FROM host\nCOPY a ../c', /is not a path/],
    ['FROM host\nCOPY a <<EOF /c\nEOF', /takes nothing else/],
    ['FROM host\nCOPY <<EOF /../etc/x\nEOF', /not the path of a file/],
    ['FROM host\nCOPY <<EOF /x\nno end', /has no end/],
    ['FROM host\nRUN --network=host true', /--network=host is not supported/],
    ['FROM host\nLABEL pineapple.host=me', /belongs to the product/],
    ['FROM host\nENV A=${B:-c}', /Write \$NAME/],
    ['FROM host\nEXPOSE 70000', /not a port/],
    ['FROM host\nUSER a b', /is not a user/],
    [`FROM host\n${'RUN true\n'.repeat(100)}`, /more than 100 instructions/],
    [`FROM host\nRUN ${'x'.repeat(8_000)}`, /at most 8000/],
  ])('refuses what it does not support, and says where (%#)', (text, message) => {
    expect(() => readDockerfile(text)).toThrow(message);
  });
});
