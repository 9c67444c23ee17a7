#!/bin/bash
# A private Dovecot (LMTP in, Maildir out) under one directory, on loopback, unprivileged ports.
# Needs (Debian 12): dovecot-core dovecot-lmtpd; python3 for the load.  Root or an ordinary user.
#
#   dovecot.sh start [DIR] [always|optimized|never]   starts it, prints socket, port, pid
#   dovecot.sh stop  [DIR]
# env: PORT (10024)
set -eu
cmd=${1:-start}; D=${2:?directory}; FS=${3:-always}; PORT=${PORT:-10024}
start() {
  mkdir -p "$D"/{run,state,mail}
  if [ "$(id -u)" = 0 ]; then mu=nobody; mg=nogroup; iu=dovecot; ig=dovecot; lu=dovenull
  else mu=$(id -un); mg=$(id -gn); iu=$mu; ig=$mg; lu=$mu; fi
  chown "$mu:$mg" "$D/mail" 2>/dev/null || true
  cat > "$D/dovecot.conf" <<C
base_dir = $D/run
state_dir = $D/state
log_path = $D/log
instance_name = bench
protocols = lmtp
listen = 127.0.0.1
ssl = no
default_internal_user = $iu
default_internal_group = $ig
default_login_user = $lu
first_valid_uid = 1
mail_uid = $mu
mail_gid = $mg
mail_location = maildir:$D/mail/%n
mail_fsync = $FS
lda_mailbox_autocreate = yes
recipient_delimiter = +
passdb {
  driver = static
  args = nopassword=y
}
userdb {
  driver = static
  args = uid=$mu gid=$mg home=$D/mail/%n allow_all_users=yes
}
protocol lmtp {
  postmaster_address = postmaster@localhost
  info_log_path = /dev/null
}
service lmtp {
  unix_listener lmtp {
    mode = 0666
  }
  inet_listener lmtp {
    address = 127.0.0.1
    port = $PORT
  }
  client_limit = 1
  process_min_avail = 4
  process_limit = 128
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
C
  setsid -w dovecot -c "$D/dovecot.conf" </dev/null >/dev/null 2>&1
  for _ in $(seq 50); do [ -S "$D/run/lmtp" ] && [ -s "$D/run/master.pid" ] && break; sleep 0.1; done
  echo "socket=$D/run/lmtp port=$PORT pid=$(cat "$D/run/master.pid") mail_fsync=$FS"
}
stop() {
  [ -s "$D/run/master.pid" ] || return 0
  p=$(cat "$D/run/master.pid"); kill "$p" 2>/dev/null || true
  for _ in $(seq 50); do kill -0 "$p" 2>/dev/null || break; sleep 0.1; done
}
case $cmd in
start) start ;;
stop) stop ;;
esac
