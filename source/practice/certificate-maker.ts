// The bundled package is reached by name only through a file of our own; it is loaded for --tls alone.
export {generate} from 'selfsigned';
