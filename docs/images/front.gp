# The front of an export as a picture: gnuplot -e "dir='results/first'" docs/images/front.gp
# Reads front.csv and trials.csv of the export; writes docs/images/front.png.
set terminal pngcairo size 820,460 font "DejaVu Sans,10"
set output 'docs/images/front.png'
set datafile separator ','
set xlabel 'compression (text tokens / vision tokens)'
set ylabel 'accuracy'
set yrange [0.8:1.005]
set xrange [2:*]
set grid lc rgb '#dddddd'
set key bottom left
plot dir.'/trials.csv' every ::1 using (column('compression')):(column('accuracy')) with points pt 7 ps 0.5 lc rgb '#bbbbbb' title 'trials', \
     dir.'/front.csv' using (column('compression')):(column('accuracy')):(column('accuracy-low')):(column('accuracy-high')) with yerrorbars pt 7 ps 0.9 lc rgb '#1f77b4' title 'front, 95 % interval', \
     dir.'/trials.csv' every ::0::0 using (column('compression')):(column('accuracy')) with points pt 9 ps 1.6 lc rgb '#d62728' title "the paper's published config"
