/** The bytes that the stored contents of a lab's files may have: 10 MB of 1,048,576 bytes. */
export const mostStoredBytes = 10_485_760;

/** Of a stored content, in hexadecimal. With the lab it names what is stored. */
export const sha256Pattern = /^[0-9a-f]{64}$/;

export const isSha256 = (text: string): boolean => sha256Pattern.test(text);
