export { ApiUser } from './api-user.ts';
export { type Message, RawSocket } from './raw-socket.ts';
export { signedSocket } from './signed-socket.ts';
export { type Answer, password, type Payload, TestClient } from './test-client.ts';
