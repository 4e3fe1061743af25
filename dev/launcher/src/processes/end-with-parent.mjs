// Preloaded into every child: when the launcher is gone, however it ended, its end of this pipe closes.
process.stdin.resume();
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM'));
process.stdin.on('error', () => process.kill(process.pid, 'SIGTERM'));
process.stdin.unref?.();
