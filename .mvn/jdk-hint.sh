# Called by mvnw before Maven. The build finds a JDK 25 by itself (maven-toolchains-plugin), but where there is none that plugin only says
# that no toolchain matches. This looks in the same places and says what to do; it never stops a build that may yet find one.
wanted='^JAVA_VERSION="(2[5-9]|[3-9][0-9])'

has_jdk() {
    for release in "${JAVA_HOME:-/nowhere}"/release "${JAVA25_HOME:-/nowhere}"/release "${JDK25:-/nowhere}"/release \
        /usr/lib/jvm/*/release /usr/lib64/jvm/*/release /opt/*/release /opt/java/*/release \
        "$HOME"/.sdkman/candidates/java/*/release "$HOME"/.jdks/*/release "$HOME"/.m2/jdks/*/release "$HOME"/.gradle/jdks/*/release \
        "$HOME"/.asdf/installs/java/*/release "$HOME"/.local/share/mise/installs/java/*/release "$HOME"/.jenv/versions/*/release \
        /Library/Java/JavaVirtualMachines/*/Contents/Home/release "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home/release \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home/release; do
        if [ -f "$release" ] && grep -Eq "$wanted" "$release" && [ -x "${release%/release}/bin/javac" ]; then return 0; fi
    done
    [ -f "$HOME/.m2/toolchains.xml" ] && grep -q '<version>2[5-9]' "$HOME/.m2/toolchains.xml" && return 0
    command -v javac >/dev/null 2>&1 && javac -version 2>&1 | grep -Eq '^javac (2[5-9]|[3-9][0-9])'
}

if ! has_jdk; then
    cat >&2 <<'WORDS'
DigiFlow Hub needs a JDK 25 or newer, and none was found in the usual places. Install one, for instance:
    Debian, Ubuntu   apt-get install openjdk-25-jdk      (or temurin-25-jdk from packages.adoptium.net)
    macOS            brew install openjdk@25
    anywhere         sdk install java 25-tem             (sdkman.io), or unpack https://adoptium.net/temurin/releases/?version=25
If it lies elsewhere, set JAVA_HOME to it. Without it Maven stops below with "Cannot find matching toolchain".
WORDS
fi
