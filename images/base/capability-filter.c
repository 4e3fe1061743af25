/*
 * FRRouting requests CAP_SYS_ADMIN at start and exits if it does not get it, although it needs the
 * capability only to manage network namespaces, which a lab node does not do. Granting it would break
 * the container's isolation. Loaded with LD_PRELOAD, this filter removes from every request the
 * capabilities that the container's bounding set lacks.
 *
 * The prototypes are declared here so that it builds without headers or development packages.
 */
typedef void *cap_t;

#define RTLD_NEXT ((void *)-1L)
#define PR_CAPBSET_READ 23
#define MOST_CAPABILITIES 64

extern void *dlsym(void *handle, const char *name);
extern int prctl(int option, ...);

int cap_set_flag(cap_t caps, int flag, int count, const int *wanted, int value) {
  int (*next)(cap_t, int, int, const int *, int) = dlsym(RTLD_NEXT, "cap_set_flag");
  int allowed[MOST_CAPABILITIES];
  int kept = 0;
  int i;
  for (i = 0; i < count && kept < MOST_CAPABILITIES; i++)
    if (prctl(PR_CAPBSET_READ, (unsigned long)wanted[i], 0UL, 0UL, 0UL) == 1) allowed[kept++] = wanted[i];
  return kept == 0 ? 0 : next(caps, flag, kept, allowed, value);
}
