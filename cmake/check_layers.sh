#!/usr/bin/env bash
# Fails when an include points against the layers of HACKING.md. Usage: check_layers.sh SOURCE_DIR [BINARY_DIR]
set -u
source_dir=$1
binary_dir=${2:-}
cd "$source_dir" || exit 1
failed=0

# forbid WHY PATTERN FOLDER [EXCLUDED_FOLDER]: no C++ file below FOLDER may match PATTERN.
forbid() {
    local hits
    hits=$(grep -rnE --include='*.h' --include='*.cpp' --include='*.cu' "$2" "$3" 2>/dev/null | grep -v "^${4:-//}")
    if [ -n "$hits" ]; then
        printf 'layers: %s\n%s\n' "$1" "$hits"
        failed=1
    fi
}

include='^[[:space:]]*#[[:space:]]*include[[:space:]]*'
forbid 'the core knows no Qt' "${include}<Q" core
for folder in core widgets app tests; do
    forbid 'LibTorch stays inside core/nn' "${include}[<\"](torch|ATen|c10)/" "$folder" core/nn/
    forbid 'checkpoints are read by core/nn/checkpoint only, nothing is unpickled or script-loaded' \
        'torch::(jit::load|load\(|pickle_load)' "$folder"
done
forbid 'FFmpeg stays inside core/media' "${include}[<\"]lib(av|sw)" core core/media/
forbid 'core/base depends on nothing above it' "${include}\"(core/(masks|project|media|synth|models|methods|engine|nn)|widgets|app)/" core/base
forbid 'core/masks knows only core/base' "${include}\"(core/(project|media|synth|models|methods|engine|nn)|widgets|app)/" core/masks
forbid 'core/project knows only core/base' "${include}\"(core/(media|synth|models|methods|engine|nn)|widgets|app)/" core/project
forbid 'core/media knows only core/base and core/project' "${include}\"(core/(synth|models|methods|engine|nn)|widgets|app)/" core/media
forbid 'core/models knows files and networks, nothing that uses them' "${include}\"(core/(masks|media|synth|methods|engine)|widgets|app)/" core/models
forbid 'core/methods knows networks by their torch-free interfaces only' "${include}\"core/nn/[^\"]*/" core/methods
forbid 'core/methods does not know media, engine or the window' "${include}\"(core/(media|synth|engine)|widgets|app)/" core/methods
forbid 'the core does not know the window' "${include}\"(widgets|app)/" core
forbid 'widgets know values, not engines' "${include}\"(core/(media|synth|models|methods|engine|nn)|app)/" widgets
forbid 'figures are painted without widgets' "${include}(<QtWidgets|<QWidget|\"widgets/(common|canvas|timeline|panels)/)" widgets/figure
forbid 'exported files are made without widgets' "${include}(<QtWidgets|<QWidget|\"(widgets/(common|canvas|timeline|panels)|app/(document|bridge|shell))/)" app/export
forbid 'the document knows no widget' "${include}(<QWidget|\"(widgets|app/(shell|bridge))/)" app/document
forbid 'nobody asks for OpenCV highgui or its picture codecs' "${include}<opencv2/(highgui|imgcodecs|opencv)\.hpp" core

long=$(find core widgets app tests -name '*.h' -o -name '*.cpp' -o -name '*.cu' | xargs wc -l | awk '$1 > 600 && $2 != "total"')
if [ -n "$long" ]; then
    printf 'layers: files over 600 lines:\n%s\n' "$long"
    failed=1
fi

# What the programs really load: no Qt 5 (through highgui), no GDAL (through imgcodecs), no LibTorch at start.
if [ -n "$binary_dir" ]; then
    for program in "$binary_dir"/bin/soundmask "$binary_dir"/bin/soundmask-cli; do
        [ -x "$program" ] || { printf 'layers: %s was not built\n' "$program"; failed=1; continue; }
        if ldd "$program" | grep -E 'libQt5|highgui|imgcodecs|gdal|libtorch'; then
            printf 'layers: %s loads the libraries above\n' "$program"
            failed=1
        fi
    done
    if readelf -d "$binary_dir/bin/soundmask-cli" | grep -E 'NEEDED.*(Qt6Widgets|libpulse)'; then
        printf 'layers: the command line needs no widgets and no sound\n'
        failed=1
    fi
fi
exit $failed
