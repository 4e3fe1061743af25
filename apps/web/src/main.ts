import './main.css';
import bundledIcons from '@nuxt/ui/runtime/vue/plugins/icons.js';
import { createApp } from 'vue';
import { apiClientKey } from './client/api-client.ts';
import { createApolloApi } from './client/apollo.ts';
import AppRoot from './shell/AppRoot.vue';
import { reloadAfterDeploy } from './shell/reload-after-deploy.ts';
import { createAppRouter } from './shell/router.ts';
import { createShortcuts, shortcutsKey } from './ui/page/shortcuts.ts';
import { createSignal } from './client/signal.ts';
import { createSocket } from './client/socket.ts';
import { createTheme, themeKey } from './shell/theme.ts';
import { createToasts, faultMessage, toastsKey } from './ui/page/toasts.ts';
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
  // All icons are in the bundle. None is fetched.
  .use(bundledIcons)
  .provide(apiClientKey, api)
  .provide(sessionKey, session)
  .provide(shortcutsKey, shortcuts)
  .provide(themeKey, createTheme())
  .provide(toastsKey, toasts)
  .use(createAppRouter(session))
  .mount('#app');
