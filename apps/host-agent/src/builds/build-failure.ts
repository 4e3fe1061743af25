/** A build that can't succeed, with the reason for its owner. */
export class BuildFailure extends Error {
  override readonly name = 'BuildFailure';
}
