import './main.css';
import bundledIcons from '@nuxt/ui/runtime/vue/plugins/icons.js';
import { createApp } from 'vue';
import { apiClientKey } from './app/api-client.ts';
import { createApolloApi } from './app/apollo.ts';
import AppRoot from './app/AppRoot.vue';
import { reloadAfterDeploy } from './app/reload-after-deploy.ts';
import { createAppRouter } from './app/router.ts';
import { createShortcuts, shortcutsKey } from './app/shortcuts.ts';
import { createSignal } from './app/signal.ts';
import { createSocket } from './app/socket.ts';
import { createTheme, themeKey } from './app/theme.ts';
import { createToasts, faultMessage, toastsKey } from './app/toasts.ts';
import { createSession, sessionKey } from './features/account/composables/use-session.ts';

reloadAfterDeploy(window);

const sessionLost = createSignal<void>();
const socketUrl = new URL('/graphql', window.location.href);
socketUrl.protocol = socketUrl.protocol === 'https:' ? 'wss:' : 'ws:';

const api = createApolloApi(createSocket(socketUrl.href, sessionLost.emit), sessionLost);
const session = createSession(api);
const shortcuts = createShortcuts();
window.addEventListener('keydown', shortcuts.handle);
const toasts = createToasts();
api.faults.on((fault) => toasts.show(faultMessage(fault)));

createApp(AppRoot)
  // The icons that are used are in the bundle; none is ever fetched.
  .use(bundledIcons)
  .provide(apiClientKey, api)
  .provide(sessionKey, session)
  .provide(shortcutsKey, shortcuts)
  .provide(themeKey, createTheme())
  .provide(toastsKey, toasts)
  .use(createAppRouter(session))
  .mount('#app');
