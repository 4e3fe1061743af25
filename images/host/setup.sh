#!/bin/sh
# Finishes the image of hosts: what can be run, and the services by all names that labs use.
set -eu
cd /usr/local/lib/frr
rm daemons vtysh.conf
chmod 0755 configured control prepare /usr/local/bin/node-start /usr/local/bin/systemctl /usr/local/bin/service \
  /etc/init.d/frr /etc/init.d/apache2
chown -R frr:frr /etc/frr
# Labs that were written for Alpine call its shell.
ln -sf dash /bin/ash
# nginx on a host serves /var/www/html.
ln -sf ../sites-available/default /etc/nginx/sites-enabled/default
ln -sf frr /etc/init.d/quagga
ln -sf frr /etc/init.d/zebra
ln -sf named /etc/init.d/bind9
# named ends if it can't write to the folder where it is, which is / for a configuration that names none.
sed -i 's|--start --oknodo|--start --chdir /var/cache/bind --oknodo|' /etc/init.d/named
# As another user, BIRD asks for a capability that containers do not have.
sed -i 's/^\(BIRD_RUN_[A-Z]*\)=.*/\1=root/' /etc/bird/envvars
rm /tmp/setup.sh
