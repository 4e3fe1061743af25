/**
 * Runs in a worker before its test files. The programs and threads that tests start from now on share what they compile
 * with those of the whole run: the command line starts in half of the time. The worker itself does not, since it
 * would not end.
 */
const compiled = process.env['PINEAPPLE_COMPILED'];
if (compiled !== undefined) process.env['NODE_COMPILE_CACHE'] ??= compiled;
