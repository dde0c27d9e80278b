set -e
mkdir -p keys; cd keys
openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out rsa.pkcs8.pem 2>/dev/null
openssl rsa -in rsa.pkcs8.pem -traditional -out rsa.pkcs1.pem 2>/dev/null
openssl pkey -in rsa.pkcs8.pem -pubout -out rsa.spki.pem
openssl rsa -in rsa.pkcs8.pem -RSAPublicKey_out -out rsa.pkcs1.pub.pem 2>/dev/null
openssl req -x509 -key rsa.pkcs8.pem -subj /CN=test -days 36500 -out rsa.cert.pem
openssl genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 -out pss.pkcs8.pem 2>/dev/null
openssl pkey -in pss.pkcs8.pem -pubout -out pss.spki.pem
openssl genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 -pkeyopt rsa_pss_keygen_md:sha256 -pkeyopt rsa_pss_keygen_mgf1_md:sha256 -pkeyopt rsa_pss_keygen_saltlen:32 -out pss256.pkcs8.pem 2>/dev/null
openssl pkey -in pss256.pkcs8.pem -pubout -out pss256.spki.pem
for c in P-256:p256 P-384:p384 P-521:p521 secp256k1:k256; do n=${c#*:}; 
 openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:${c%:*} -pkeyopt ec_param_enc:named_curve -out $n.pkcs8.pem
 openssl ec -in $n.pkcs8.pem -out $n.sec1.pem 2>/dev/null
 openssl pkey -in $n.pkcs8.pem -pubout -out $n.spki.pem
 openssl ec -in $n.pkcs8.pem -pubout -conv_form compressed -out $n.compressed.spki.pem 2>/dev/null
done
openssl ecparam -name prime256v1 -genkey -out p256.params.sec1.pem
openssl pkey -in p256.params.sec1.pem -pubout -out p256.params.spki.pem
openssl req -x509 -key p256.pkcs8.pem -subj /CN=test -days 36500 -out p256.cert.pem
openssl genpkey -algorithm ED25519 -out ed25519.pkcs8.pem
openssl pkey -in ed25519.pkcs8.pem -pubout -out ed25519.spki.pem
openssl genpkey -algorithm X25519 -out x25519.pkcs8.pem
openssl pkey -in x25519.pkcs8.pem -pubout -out x25519.spki.pem
openssl pkcs8 -topk8 -in p256.pkcs8.pem -passout pass:secret -out encrypted.pkcs8.pem
openssl rsa -in rsa.pkcs8.pem -traditional -aes128 -passout pass:secret -out encrypted.pkcs1.pem 2>/dev/null
openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -out rsa1024.pkcs8.pem 2>/dev/null
openssl pkey -in rsa1024.pkcs8.pem -pubout -out rsa1024.spki.pem
openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -pkeyopt rsa_keygen_pubexp:3 -out rsae3.pkcs8.pem 2>/dev/null
openssl pkey -in rsae3.pkcs8.pem -pubout -out rsae3.spki.pem
