#!/bin/sh
# Finishes the base image: builds the capability filter for FRRouting, then removes the compiler.
set -eu
tcc -shared -nostdlib -o /usr/lib/frr/capability-filter.so /tmp/pineapple/capability-filter.c
chmod 0644 /usr/lib/frr/capability-filter.so
dpkg --purge tcc libtcc-dev 2>/dev/null || dpkg --purge --force-depends tcc
rm -f /var/log/nginx/*.log /etc/nginx/sites-enabled/default
# A router runs what is configured, so nothing is configured here.
rm -f /etc/frr/frr.conf /etc/bird/bird.conf
# Libraries of SNMP bring all of Perl. Debian's own scripts need no more than its package perl-base, which is elsewhere.
rm -rf /usr/share/perl /usr/lib/*-linux-gnu/perl
# Each container makes SSH keys of its own, when its server starts.
rm -f /etc/ssh/ssh_host_*
echo 'ssh-keygen -A > /dev/null' >> /etc/default/ssh
echo 'PermitRootLogin yes' > /etc/ssh/sshd_config.d/lab.conf
ln -sf vim.tiny /usr/bin/vim
# While Docker builds, these are mounts of its own, which do not get into the image.
rm -f /etc/resolv.conf /etc/hostname 2>/dev/null || true
cat > /etc/profile.d/pineapple.sh <<'PROFILE'
export PS1='\[\e[33m\]\h\[\e[0m\]:\w\$ '
export EDITOR=nano
alias ll='ls -la' ip='ip -color=auto'
PROFILE
printf '%s\n' '. /etc/profile.d/pineapple.sh' >> /root/.bashrc
