#include "app/program.h"

int main(int argc, char** argv) { return headwater::run_program({argv, argv + argc}); }
