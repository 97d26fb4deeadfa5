#!/usr/bin/env bash
# Draws the sample stream anew: fifteen segments of two seconds, which playlist.ts plays in a loop.
# Needs ffmpeg (with libx264, libfreetype and libfontconfig) and the font Noto Sans CJK SC.
set -euo pipefail
cd "$(dirname "$0")"

seconds=30
font='Noto Sans CJK SC'
stage='gradients=size=480x270:rate=15:type=radial:nb_colors=2:c0=0x6b1712:c1=0x160504:x0=240:y0=120:x1=500:y1=120:speed=0.00001:seed=1'

rm -f segments/*.ts
# A gold lamp goes to and fro once in ten seconds, so that the loop has no jump and a frozen picture is seen at once.
ffmpeg -v error -f lavfi -i "$stage" -f lavfi -i 'color=c=0xf2c14e:size=72x4:rate=15' \
  -f lavfi -i 'anullsrc=sample_rate=48000:channel_layout=mono' -t "$seconds" -filter_complex "
    [0]drawbox=y=214:w=480:h=56:color=0x0d0303@0.7:t=fill,
    drawtext=font='$font':text='擂台 · 样例直播':fontsize=44:fontcolor=white:x=(w-tw)/2:y=70,
    drawtext=font='$font':text='Leitai sample stream':fontsize=20:fontcolor=0xe8cfc9:x=(w-tw)/2:y=136,
    drawtext=font='$font':text='%{eif\:t\:d\:2} / $seconds':fontsize=22:fontcolor=0xf2c14e:x=(w-tw)/2:y=226[stage];
    [stage][1]overlay=x='204+180*sin(2*PI*t/10)':y=186,format=yuv420p[picture]" -map '[picture]' -map 2 \
  -c:v libx264 -profile:v baseline -level 3.0 -preset veryslow -tune animation -crf 26 -maxrate 140k -bufsize 280k \
  -g 30 -keyint_min 30 -sc_threshold 0 -c:a aac -b:a 32k \
  -map_metadata -1 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact \
  -f segment -segment_format mpegts -segment_time 2 'segments/segment-%02d.ts'
