#!/bin/sh
# Abuse contacts of case EX-2026-0610: one question a network. Asks nothing without --ask.
# Run it on a machine with a network and curl, jq, whois, dig. A look-up tells its operator which addresses interest you.
# Read the answers, then put abuse-contacts.csv beside incident.yaml and make the report again.
if [ "$1" != --ask ]; then
  echo 'Asks others about addresses of this case. To do so: sh lookups.sh --ask > abuse-contacts.csv' >&2
  exit 2
fi
today=$(date -u +%Y-%m-%d)
mail() { grep -Eio '[a-z0-9._%+-]+@([a-z0-9-]+\.)+[a-z]{2,}' | head -n 1; }
email_of_abuse='[.. | objects | select(.roles? // [] | index("abuse")) | .vcardArray[1][]? | select(.[0] == "email") | .[3]] | first // empty'
ask() {
  source=RDAP
  contact=$(curl -fsSL --max-time 20 "https://rdap.org/ip/$2" | jq -r "$email_of_abuse" | mail)
  if [ -z "$contact" ]; then source=whois; contact=$(whois "$2" | grep -i abuse | mail); fi
  if [ -z "$contact" ]; then source=Abusix; contact=$(dig +short TXT "$3.abuse-contacts.abusix.zone" | mail); fi
  printf '%s,%s,%s,%s\n' "$1" "$contact" "$source" "$today"
  sleep 1
}
echo network,contact,source,retrieved_at

# AS7552 Viettel Group: 15 proven, 0 reflectors
ask AS7552 116.97.251.200 200.251.97.116
# AS9829 Bharat Sanchar Nigam Ltd: 15 proven, 0 reflectors
ask AS9829 218.248.127.5 5.127.248.218
# AS8452 TE-AS: 14 proven, 0 reflectors
ask AS8452 102.41.94.61 61.94.41.102
# AS8359 MTS PJSC: 13 proven, 0 reflectors
ask AS8359 89.106.196.223 223.196.106.89
# AS26615 TIM S/A: 12 proven, 0 reflectors
ask AS26615 177.123.50.201 201.50.123.177
# AS45899 VNPT Corp: 12 proven, 0 reflectors
ask AS45899 123.30.145.6 6.145.30.123
# AS4761 PT. INDOSAT Tbk: 11 proven, 0 reflectors
ask AS4761 223.255.227.18 18.227.255.223
# AS23693 PT. Telekomunikasi Selular: 11 proven, 0 reflectors
ask AS23693 202.3.217.218 218.217.3.202
# AS26599 TELEFONICA BRASIL S.A: 11 proven, 0 reflectors
ask AS26599 152.242.92.71 71.92.242.152
# AS55836 Reliance Jio Infocomm Limited: 10 proven, 0 reflectors
ask AS55836 115.245.224.110 110.224.245.115
# AS7303 Telecom Argentina S.A.: 8 proven, 0 reflectors
ask AS7303 200.105.34.149 149.34.105.200
# AS45609 Bharti Airtel Limited: 8 proven, 0 reflectors
ask AS45609 106.194.138.40 40.138.194.106
# AS6147 Telefonica del Peru S.A.A.: 7 proven, 0 reflectors
ask AS6147 45.178.196.91 91.196.178.45
# AS16509 Amazon.com, Inc.: 7 proven, 0 reflectors
ask AS16509 103.182.251.28 28.251.182.103
# AS24560 Bharti Airtel Limited: 7 proven, 0 reflectors
ask AS24560 117.99.97.104 104.97.99.117
# AS27699 TELEFONICA BRASIL S.A: 7 proven, 0 reflectors
ask AS27699 191.13.178.195 195.178.13.191
# AS36947 Telecom Algeria: 7 proven, 0 reflectors
ask AS36947 154.255.81.99 99.81.255.154
# AS3816 COLOMBIA TELECOMUNICACIONES S.A. ESP: 6 proven, 0 reflectors
ask AS3816 181.33.171.234 234.171.33.181
# AS4134 Chinanet: 6 proven, 0 reflectors
ask AS4134 58.208.212.149 149.212.208.58
# AS8048 CANTV Servicios, Venezuela: 6 proven, 0 reflectors
ask AS8048 200.44.116.240 240.116.44.200
# AS9121 Turk Telekomunikasyon Anonim Sirketi: 6 proven, 0 reflectors
ask AS9121 85.96.54.224 224.54.96.85
# AS18403 FPT Telecom Company: 6 proven, 0 reflectors
ask AS18403 203.191.11.240 240.11.191.203
# AS23700 Linknet-Fastnet ASN: 6 proven, 0 reflectors
ask AS23700 139.228.89.139 139.89.228.139
# AS42610 PJSC Rostelecom: 6 proven, 0 reflectors
ask AS42610 87.240.56.126 126.56.240.87
# AS3269 Telecom Italia S.p.A.: 5 proven, 0 reflectors
ask AS3269 217.56.39.175 175.39.56.217
# AS12389 PJSC Rostelecom: 5 proven, 0 reflectors
ask AS12389 195.54.9.29 29.9.54.195
# AS17557 Pakistan Telecommuication company limited: 5 proven, 0 reflectors
ask AS17557 210.56.6.242 242.6.56.210
# AS4230 CLARO S.A.: 4 proven, 0 reflectors
ask AS4230 189.3.239.21 21.239.3.189
# AS4837 CHINA UNICOM China169 Backbone: 4 proven, 0 reflectors
ask AS4837 61.133.84.15 15.84.133.61
# AS8075 Microsoft Corporation: 4 proven, 0 reflectors
ask AS8075 4.224.169.144 144.169.224.4
# AS8167 V tal: 4 proven, 0 reflectors
ask AS8167 187.52.210.121 121.210.52.187
# AS8708 DIGI ROMANIA S.A.: 4 proven, 0 reflectors
ask AS8708 79.115.12.234 234.12.115.79
# AS9299 Philippine Long Distance Telephone Co.: 4 proven, 0 reflectors
ask AS9299 122.54.233.145 145.233.54.122
# AS9318 SK Broadband Co Ltd: 4 proven, 0 reflectors
ask AS9318 1.232.7.35 35.7.232.1
# AS9329 Sri Lanka Telecom Ltd: 4 proven, 0 reflectors
ask AS9329 112.135.199.241 241.199.135.112
# AS12091 MTN SA: 4 proven, 0 reflectors
ask AS12091 105.209.255.200 200.255.209.105
# AS12252 America Movil Peru S.A.C.: 4 proven, 0 reflectors
ask AS12252 190.116.204.183 183.204.116.190
# AS23688 Link3 Technologies Limited: 4 proven, 0 reflectors
ask AS23688 27.147.179.64 64.179.147.27
# AS31148 Freenet LTD: 4 proven, 0 reflectors
ask AS31148 212.22.219.10 10.219.22.212
# AS36992 ETISALAT MISR: 4 proven, 0 reflectors
ask AS36992 213.152.69.128 128.69.152.213
# AS37282 Main one Cable Company Nigeria Limited: 4 proven, 0 reflectors
ask AS37282 102.217.182.247 247.182.217.102
# AS37340 SPECTRANET LIMITED: 4 proven, 0 reflectors
ask AS37340 197.242.116.212 212.116.242.197
# AS45758 Triple T Broadband Public Company Limited: 4 proven, 0 reflectors
ask AS45758 110.164.175.149 149.175.164.110
# AS3786 LG DACOM Corporation: 3 proven, 0 reflectors
ask AS3786 61.36.7.243 243.7.36.61
# AS4750 CS Loxinfo Public Company Limited: 3 proven, 0 reflectors
ask AS4750 203.146.60.39 39.60.146.203
# AS5617 Orange Polska Spolka Akcyjna: 3 proven, 0 reflectors
ask AS5617 83.2.27.207 207.27.2.83
# AS6306 TELEFONICA VENEZOLANA, C.A.: 3 proven, 0 reflectors
ask AS6306 179.22.39.154 154.39.22.179
# AS6648 Sky Internet: 3 proven, 0 reflectors
ask AS6648 202.78.67.50 50.67.78.202
# AS6713 Itissalat Al-MAGHRIB: 3 proven, 0 reflectors
ask AS6713 160.90.200.79 79.200.90.160
# AS7713 Telekomunikasi Indonesia (PT): 3 proven, 0 reflectors
ask AS7713 110.137.12.131 131.12.137.110
# AS9498 Bharti Airtel Limited: 3 proven, 0 reflectors
ask AS9498 125.62.129.44 44.129.62.125
# AS12874 Fastweb SpA: 3 proven, 0 reflectors
ask AS12874 85.18.52.148 148.52.18.85
# AS15895 "Kyivstar" PJSC: 3 proven, 0 reflectors
ask AS15895 134.249.0.229 229.0.249.134
# AS15924 Vodafone Net Iletisim Hizmetler AS: 3 proven, 0 reflectors
ask AS15924 194.247.59.7 7.59.247.194
# AS18881 TELEFONICA BRASIL S.A: 3 proven, 0 reflectors
ask AS18881 187.113.0.227 227.0.113.187
# AS22085 Claro S/A: 3 proven, 0 reflectors
ask AS22085 190.109.85.141 141.85.109.190
# AS26210 AXS Bolivia S. A.: 3 proven, 0 reflectors
ask AS26210 200.105.207.23 23.207.105.200
# AS27831 Colombia Movil: 3 proven, 0 reflectors
ask AS27831 186.97.24.124 124.24.97.186
# AS36873 Airtel Networks Limited: 3 proven, 0 reflectors
ask AS36873 105.112.65.86 86.65.112.105
# AS36891 Icosnet SPA: 3 proven, 0 reflectors
ask AS36891 196.41.230.44 44.230.41.196
# AS37069 The Egyptian Company for Mobile Services (Mobinil): 3 proven, 0 reflectors
ask AS37069 197.223.30.169 169.30.223.197
# AS37168 Cell C (Pty) Ltd: 3 proven, 0 reflectors
ask AS37168 41.157.123.51 51.123.157.41
# AS38322 TM TECHNOLOGY SERVICES SDN. BHD.: 3 proven, 0 reflectors
ask AS38322 42.155.197.151 151.197.155.42
# AS45543 SaiGon Tourist cable Televition Company: 3 proven, 0 reflectors
ask AS45543 112.197.159.46 46.159.197.112
# AS47524 Turksat Uydu Haberlesme ve Kablo TV Isletme A.S.: 3 proven, 0 reflectors
ask AS47524 24.133.87.213 213.87.133.24
# AS57218 "Rightel Communication Service Company PJS": 3 proven, 0 reflectors
ask AS57218 93.114.31.194 194.31.114.93
# AS135905 VIETNAM POSTS AND TELECOMMUNICATIONS GROUP: 3 proven, 0 reflectors
ask AS135905 144.79.110.96 96.110.79.144
# AS197207 Mobile Communication Company of Iran PLC: 3 proven, 0 reflectors
ask AS197207 113.203.58.152 152.58.203.113
# AS327934 SOCIETE NATIONALE DES TELECOMMUNICATIONS (Tunisie Telecom): 3 proven, 0 reflectors
ask AS327934 197.3.39.226 226.39.3.197
# AS1267 WIND TRE S.P.A.: 2 proven, 0 reflectors
ask AS1267 185.54.34.69 69.34.54.185
# AS3216 PJSC "Vimpelcom": 2 proven, 0 reflectors
ask AS3216 194.186.81.15 15.81.186.194
# AS3329 VODAFONE-PANAFON HELLENIC TELECOMMUNICATIONS COMPANY SA: 2 proven, 0 reflectors
ask AS3329 89.44.158.32 32.158.44.89
# AS4766 Korea Telecom: 2 proven, 0 reflectors
ask AS4766 220.66.139.235 235.139.66.220
# AS4775 Globe Telecom (GMCR,INC): 2 proven, 0 reflectors
ask AS4775 203.177.149.174 174.149.177.203
# AS4780 Digital United Inc.: 2 proven, 0 reflectors
ask AS4780 220.228.104.196 196.104.228.220
# AS4788 TM TECHNOLOGY SERVICES SDN BHD: 2 proven, 0 reflectors
ask AS4788 203.106.152.117 117.152.106.203
# AS5483 Magyar Telekom plc.: 2 proven, 0 reflectors
ask AS5483 178.238.221.202 202.221.238.178
# AS5713 Telkom SA Ltd.: 2 proven, 0 reflectors
ask AS5713 102.253.231.27 27.231.253.102
# AS6535 Telmex Servicios Empresariales S.A.: 2 proven, 0 reflectors
ask AS6535 179.3.150.146 146.150.3.179
# AS6799 Ote SA (Hellenic Telecommunications Organisation): 2 proven, 0 reflectors
ask AS6799 62.103.98.235 235.98.103.62
# AS7418 TELEFONICA CHILE S.A.: 2 proven, 0 reflectors
ask AS7418 200.29.56.68 68.56.29.200
# AS7470 TRUE INTERNET CORPORATION CO. LTD.: 2 proven, 0 reflectors
ask AS7470 61.91.253.185 185.253.91.61
# AS7602 Sai gon Postel Corporation: 2 proven, 0 reflectors
ask AS7602 180.93.12.16 16.12.93.180
# AS8386 Vodafone Net Iletisim Hizmetler AS: 2 proven, 0 reflectors
ask AS8386 176.217.22.92 92.22.217.176
# AS8771 YUnet International d.o.o.: 2 proven, 0 reflectors
ask AS8771 194.247.199.196 196.199.247.194
# AS8866 Vivacom Bulgaria EAD: 2 proven, 0 reflectors
ask AS8866 84.40.73.139 139.73.40.84
# AS9009 M247 Europe SRL: 2 proven, 0 reflectors
ask AS9009 104.165.101.37 37.101.165.104
# AS9198 JSC Kazakhtelecom: 2 proven, 0 reflectors
ask AS9198 92.46.247.156 156.247.46.92
# AS9394 China TieTong Telecommunications Corporation: 2 proven, 0 reflectors
ask AS9394 110.195.6.221 221.6.195.110
# AS9541 Cyber Internet Services (Private) Limited: 2 proven, 0 reflectors
ask AS9541 124.29.253.56 56.253.29.124
# AS9930 TT DOTCOM SDN BHD: 2 proven, 0 reflectors
ask AS9930 223.28.27.189 189.27.28.223
# AS10429 TELEFONICA BRASIL S.A: 2 proven, 0 reflectors
ask AS10429 201.91.248.52 52.248.91.201
# AS10620 Telmex Colombia S.A.: 2 proven, 0 reflectors
ask AS10620 181.53.58.3 3.58.53.181
# AS11562 Net Uno, C.A.: 2 proven, 0 reflectors
ask AS11562 170.245.34.173 173.34.245.170
# AS12714 PJSC MegaFon: 2 proven, 0 reflectors
ask AS12714 79.120.111.138 138.111.120.79
# AS12978 ANDROMEDA TV DIGITAL PLATFORM ISLETMECILIGI A.S.: 2 proven, 0 reflectors
ask AS12978 212.31.26.245 245.26.31.212
# AS13124 A1 Bulgaria EAD: 2 proven, 0 reflectors
ask AS13124 77.236.176.144 144.176.236.77
# AS14522 Satnet: 2 proven, 0 reflectors
ask AS14522 181.175.159.221 221.159.175.181
# AS15897 Vodafone Telekomunikasyon A.S.: 2 proven, 0 reflectors
ask AS15897 212.65.145.158 158.145.65.212
# AS16814 NSS S.A.: 2 proven, 0 reflectors
ask AS16814 201.216.242.51 51.242.216.201
# AS17421 Mobile Business Group: 2 proven, 0 reflectors
ask AS17421 221.120.38.97 97.38.120.221
# AS17494 Bangladesh Telegraph & Telephone Board: 2 proven, 0 reflectors
ask AS17494 123.49.58.102 102.58.49.123
# AS17552 TRUE INTERNET CORPORATION CO. LTD.: 2 proven, 0 reflectors
ask AS17552 115.87.130.109 109.130.87.115
# AS17639 ComClark Network & Technology Corp: 2 proven, 0 reflectors
ask AS17639 103.240.120.160 160.120.240.103
# AS20845 DIGI Tavkozlesi es Szolgaltato Kft.: 2 proven, 0 reflectors
ask AS20845 91.82.0.244 244.0.82.91
# AS21497 PrJSC "VF UKRAINE": 2 proven, 0 reflectors
ask AS21497 178.136.132.78 78.132.136.178
# AS21575 ENTEL PERU S.A.: 2 proven, 0 reflectors
ask AS21575 190.8.154.139 139.154.8.190
# AS23201 Telecel S.A.: 2 proven, 0 reflectors
ask AS23201 200.9.7.141 141.7.9.200
# AS23956 Amber IT Limited: 2 proven, 0 reflectors
ask AS23956 118.179.147.219 219.147.179.118
# AS23969 TOT Public Company Limited: 2 proven, 0 reflectors
ask AS23969 182.52.110.208 208.110.52.182
# AS24086 Viettel Corporation: 2 proven, 0 reflectors
ask AS24086 116.100.144.146 146.144.100.116
# AS24342 BRACNet Limited: 2 proven, 0 reflectors
ask AS24342 115.127.36.225 225.36.127.115
# AS24389 grameenphone limited: 2 proven, 0 reflectors
ask AS24389 119.30.34.65 65.34.30.119
# AS24863 LINKdotNET AS number: 2 proven, 0 reflectors
ask AS24863 82.201.209.46 46.209.201.82
# AS25620 COTAS LTDA.: 2 proven, 0 reflectors
ask AS25620 190.171.230.6 6.230.171.190
# AS27747 Telecentro S.A.: 2 proven, 0 reflectors
ask AS27747 186.19.135.153 153.135.19.186
# AS27947 Telconet S.A: 2 proven, 0 reflectors
ask AS27947 200.125.128.146 146.128.125.200
# AS28006 CORPORACION NACIONAL DE TELECOMUNICACIONES - CNT EP: 2 proven, 0 reflectors
ask AS28006 186.46.250.224 224.250.46.186
# AS28011 CORPORACION NACIONAL DE TELECOMUNICACIONES - CNT EP: 2 proven, 0 reflectors
ask AS28011 181.112.29.229 229.29.112.181
# AS28024 Nuevatel PCS de Bolivia S.A.: 2 proven, 0 reflectors
ask AS28024 161.22.190.142 142.190.22.161
# AS28573 Claro NXT Telecomunicacoes Ltda: 2 proven, 0 reflectors
ask AS28573 189.63.164.189 189.164.63.189
# AS29465 MTN NIGERIA Communication limited: 2 proven, 0 reflectors
ask AS29465 197.210.162.213 213.162.210.197
# AS30986 Scancom Ltd.: 2 proven, 0 reflectors
ask AS30986 154.168.30.45 45.30.168.154
# AS31042 Serbia BroadBand-Srpske Kablovske mreze d.o.o.: 2 proven, 0 reflectors
ask AS31042 188.246.59.214 214.59.246.188
# AS31200 Novotelecom Ltd: 2 proven, 0 reflectors
ask AS31200 5.130.243.118 118.243.130.5
# AS36884 Wana Corporate: 2 proven, 0 reflectors
ask AS36884 105.64.78.225 225.78.64.105
# AS36935 Vodafone Data: 2 proven, 0 reflectors
ask AS36935 196.158.250.235 235.250.158.196
# AS37693 OOREDOO TUNISIE SA: 2 proven, 0 reflectors
ask AS37693 41.228.243.205 205.243.228.41
# AS38264 Wateen Telecom Limited: 2 proven, 0 reflectors
ask AS38264 110.39.25.156 156.25.39.110
# AS38565 Ncell Pty. Ltd.: 2 proven, 0 reflectors
ask AS38565 116.68.210.254 254.210.68.116
# AS39603 P4 Sp. z o.o.: 2 proven, 0 reflectors
ask AS39603 109.243.241.73 73.241.243.109
# AS42337 Respina Networks & Beyond PJSC: 2 proven, 0 reflectors
ask AS42337 81.12.81.235 235.81.12.81
# AS45090 Shenzhen Tencent Computer Systems Company Limited: 2 proven, 0 reflectors
ask AS45090 110.40.225.59 59.225.40.110
# AS52468 UFINET PANAMA S.A.: 2 proven, 0 reflectors
ask AS52468 45.224.96.64 64.96.224.45
# AS132199 Globe Telecom Inc.: 2 proven, 0 reflectors
ask AS132199 180.190.226.81 81.226.190.180
# AS327952 Development and Investment Limited - NATCOM Development and Investment Limited: 2 proven, 0 reflectors
ask AS327952 129.56.148.220 220.148.56.129
# AS396982 Google LLC: 2 proven, 0 reflectors
ask AS396982 103.242.79.2 2.79.242.103
# AS1241 Nova Telecommunications & Media Single Member S.A: 1 proven, 0 reflectors
ask AS1241 194.219.0.202 202.0.219.194
# AS2012 ELTENET: 1 proven, 0 reflectors
ask AS2012 157.181.68.81 81.68.181.157
# AS3245 Digital Systems Ltd: 1 proven, 0 reflectors
ask AS3245 193.68.106.21 21.106.68.193
# AS3260 INTRACOM S.A. TELECOM SOLUTIONS: 1 proven, 0 reflectors
ask AS3260 192.94.67.195 195.67.94.192
# AS3462 Chunghwa Telecom Co., Ltd.: 1 proven, 0 reflectors
ask AS3462 210.71.141.169 169.141.71.210
# AS3741 Dimension Data: 1 proven, 0 reflectors
ask AS3741 196.28.152.23 23.152.28.196
# AS4755 Tata Communications Limited: 1 proven, 0 reflectors
ask AS4755 203.196.206.43 43.206.196.203
# AS4800 PT Aplikanusa Lintasarta: 1 proven, 0 reflectors
ask AS4800 103.254.125.28 28.125.254.103
# AS4808 China Unicom Beijing Province Network: 1 proven, 0 reflectors
ask AS4808 118.194.34.218 218.34.194.118
# AS4818 DiGi Telecommunications Sdn Bhd., Digi Internet Exchange: 1 proven, 0 reflectors
ask AS4818 210.48.199.4 4.199.48.210
# AS6568 Entel S.A. - EntelNet: 1 proven, 0 reflectors
ask AS6568 200.87.137.223 223.137.87.200
# AS6849 JSC "Ukrtelecom": 1 proven, 0 reflectors
ask AS6849 93.190.44.10 10.44.190.93
# AS7565 BDCOM Online Limited: 1 proven, 0 reflectors
ask AS7565 114.31.13.172 172.13.31.114
# AS8374 Polkomtel Sp. z o.o.: 1 proven, 0 reflectors
ask AS8374 46.77.135.58 58.135.77.46
# AS8402 PJSC "Vimpelcom": 1 proven, 0 reflectors
ask AS8402 95.26.204.233 233.204.26.95
# AS8953 Orange Romania S.A.: 1 proven, 0 reflectors
ask AS8953 93.122.186.172 172.186.122.93
# AS9050 Orange Romania S.A.: 1 proven, 0 reflectors
ask AS9050 86.104.66.28 28.66.104.86
# AS9070 "Cooolbox" AD: 1 proven, 0 reflectors
ask AS9070 84.22.26.194 194.26.22.84
# AS9129 MTN Business Kenya: 1 proven, 0 reflectors
ask AS9129 217.199.159.215 215.159.199.217
# AS9534 Maxis Broadband Sdn Bhd: 1 proven, 0 reflectors
ask AS9534 103.239.248.199 199.248.239.103
# AS9644 SK Telecom: 1 proven, 0 reflectors
ask AS9644 58.103.125.79 79.125.103.58
# AS9658 Eastern Telecommunications Philippines, Inc.: 1 proven, 0 reflectors
ask AS9658 49.157.98.29 29.98.157.49
# AS9808 China Mobile: 1 proven, 0 reflectors
ask AS9808 183.239.98.2 2.98.239.183
# AS9924 Taiwan Fixed Network, Telco and Network Service Provider.: 1 proven, 0 reflectors
ask AS9924 103.129.176.117 117.176.129.103
# AS10139 Smart Broadband, Inc.: 1 proven, 0 reflectors
ask AS10139 121.1.60.7 7.60.1.121
# AS10834 Telefonica de Argentina: 1 proven, 0 reflectors
ask AS10834 200.51.235.191 191.235.51.200
# AS11664 Techtel LMDS Comunicaciones Interactivas S.A.: 1 proven, 0 reflectors
ask AS11664 200.61.35.20 20.35.61.200
# AS12301 Invitech ICT Services Kft.: 1 proven, 0 reflectors
ask AS12301 82.141.176.201 201.176.141.82
# AS12302 Vodafone Romania S.A.: 1 proven, 0 reflectors
ask AS12302 93.117.155.23 23.155.117.93
# AS12880 Information Technology Company (ITC): 1 proven, 0 reflectors
ask AS12880 2.188.6.29 29.6.188.2
# AS12912 T-Mobile Polska S.A.: 1 proven, 0 reflectors
ask AS12912 157.25.207.234 234.207.25.157
# AS13489 EPM Telecomunicaciones S.A. E.S.P.: 1 proven, 0 reflectors
ask AS13489 190.128.18.35 35.18.128.190
# AS14080 Telmex Colombia S.A.: 1 proven, 0 reflectors
ask AS14080 190.159.37.107 107.37.159.190
# AS14259 Gtd Internet S.A.: 1 proven, 0 reflectors
ask AS14259 152.230.175.38 38.175.230.152
# AS15617 Nova Telecommunications & Media Single Member S.A: 1 proven, 0 reflectors
ask AS15617 212.152.76.155 155.76.152.212
# AS16637 MTN SA: 1 proven, 0 reflectors
ask AS16637 105.177.0.34 34.0.177.105
# AS17561 Larus Limited: 1 proven, 0 reflectors
ask AS17561 156.224.64.172 172.64.224.156
# AS18101 Reliance Communications Limited: 1 proven, 0 reflectors
ask AS18101 103.218.247.91 91.247.218.103
# AS18747 IFX Corporation: 1 proven, 0 reflectors
ask AS18747 200.110.130.66 66.130.110.200
# AS20978 TT Mobil Iletisim Hizmetleri A.S: 1 proven, 0 reflectors
ask AS20978 46.104.163.76 76.163.104.46
# AS21021 Multimedia Polska Sp. z o.o.: 1 proven, 0 reflectors
ask AS21021 62.61.58.106 106.58.61.62
# AS21299 Kar-Tel LLC: 1 proven, 0 reflectors
ask AS21299 86.107.142.108 108.142.107.86
# AS21334 One Hungary Ltd.: 1 proven, 0 reflectors
ask AS21334 185.123.31.227 227.31.123.185
# AS21826 Corporacion Telemic C.A.: 1 proven, 0 reflectors
ask AS21826 200.229.154.120 120.154.229.200
# AS22047 VTR BANDA ANCHA S.A.: 1 proven, 0 reflectors
ask AS22047 200.83.200.217 217.200.83.200
# AS22927 Telefonica de Argentina: 1 proven, 0 reflectors
ask AS22927 179.40.27.65 65.27.40.179
# AS23674 Nayatel (Pvt) Ltd: 1 proven, 0 reflectors
ask AS23674 124.109.58.175 175.58.109.124
# AS24835 Vodafone Data - Egypt: 1 proven, 0 reflectors
ask AS24835 196.155.201.7 7.201.155.196
# AS25513 PJSC Moscow city telephone network: 1 proven, 0 reflectors
ask AS25513 94.29.117.176 176.117.29.94
# AS26611 COMCEL S.A.: 1 proven, 0 reflectors
ask AS26611 190.130.83.105 105.83.130.190
# AS27738 Ecuadortelecom S.A.: 1 proven, 0 reflectors
ask AS27738 200.124.225.70 70.225.124.200
# AS27768 CO.PA.CO.: 1 proven, 0 reflectors
ask AS27768 201.217.11.204 204.11.217.201
# AS27839 Comteco Ltda: 1 proven, 0 reflectors
ask AS27839 190.107.55.141 141.55.107.190
# AS27983 Red Intercable Digital S.A.: 1 proven, 0 reflectors
ask AS27983 45.166.83.90 90.83.166.45
# AS29091 ipNX Nigeria Limited: 1 proven, 0 reflectors
ask AS29091 62.173.42.171 171.42.173.62
# AS29286 SKYLOGIC S.P.A.: 1 proven, 0 reflectors
ask AS29286 138.36.147.232 232.147.36.138
# AS29314 VECTRA S.A.: 1 proven, 0 reflectors
ask AS29314 192.166.120.105 105.120.166.192
# AS29580 A1 Bulgaria EAD: 1 proven, 0 reflectors
ask AS29580 77.70.34.42 42.34.70.77
# AS29614 VODAFONE GHANA AS INTERNATIONAL TRANSIT: 1 proven, 0 reflectors
ask AS29614 41.210.33.12 12.33.210.41
# AS29975 Vodacom: 1 proven, 0 reflectors
ask AS29975 41.18.6.38 38.6.18.41
# AS31133 PJSC MegaFon: 1 proven, 0 reflectors
ask AS31133 178.176.84.116 116.84.176.178
# AS33771 Safaricom Limited: 1 proven, 0 reflectors
ask AS33771 196.107.96.141 141.96.107.196
# AS33779 Wataniya Telecom Algerie: 1 proven, 0 reflectors
ask AS33779 80.88.12.95 95.12.88.80
# AS34984 Superonline Iletisim Hizmetleri A.S.: 1 proven, 0 reflectors
ask AS34984 91.93.188.22 22.188.93.91
# AS35104 Jusan Mobile JSC: 1 proven, 0 reflectors
ask AS35104 95.141.131.240 240.131.141.95
# AS35141 A1 Bulgaria EAD: 1 proven, 0 reflectors
ask AS35141 95.111.89.87 87.89.111.95
# AS35725 TELEKOM ROMANIA MOBILE COMMUNICATIONS S.A.: 1 proven, 0 reflectors
ask AS35725 89.35.240.219 219.240.35.89
# AS36903 Office National des Postes et Telecommunications ONPT (Maroc Telecom) / IAM: 1 proven, 0 reflectors
ask AS36903 105.136.166.40 40.166.136.105
# AS36926 Airtel Networks Kenya Limited: 1 proven, 0 reflectors
ask AS36926 102.0.21.67 67.21.0.102
# AS37061 Safaricom Limited: 1 proven, 0 reflectors
ask AS37061 41.90.163.53 53.163.90.41
# AS37350 Dimension Data Ltd: 1 proven, 0 reflectors
ask AS37350 102.22.9.164 164.9.22.102
# AS37457 Telkom SA Ltd.: 1 proven, 0 reflectors
ask AS37457 41.149.28.54 54.28.149.41
# AS37504 EO Data Center: 1 proven, 0 reflectors
ask AS37504 197.13.89.100 100.89.13.197
# AS37518 Fiber Grid INC: 1 proven, 0 reflectors
ask AS37518 196.196.187.148 148.187.196.196
# AS37671 3S INF: 1 proven, 0 reflectors
ask AS37671 41.227.210.31 31.210.227.41
# AS37963 Hangzhou Alibaba Advertising Co.,Ltd.: 1 proven, 0 reflectors
ask AS37963 110.76.22.168 168.22.76.110
# AS39184 UltraNET Ltd: 1 proven, 0 reflectors
ask AS39184 80.72.70.213 213.70.72.80
# AS39501 Parvaresh Dadeha Co. Private Joint Stock: 1 proven, 0 reflectors
ask AS39501 85.204.104.205 205.104.204.85
# AS39608 Lanet Network Ltd: 1 proven, 0 reflectors
ask AS39608 86.111.90.27 27.90.111.86
# AS39824 JSC Alma Telecommunications: 1 proven, 0 reflectors
ask AS39824 185.98.78.183 183.78.98.185
# AS44559 IT HOSTLINE LTD: 1 proven, 0 reflectors
ask AS44559 45.88.168.214 214.168.88.45
# AS55915 Classic Tech Pvt. Ltd.: 1 proven, 0 reflectors
ask AS55915 43.231.211.198 198.211.231.43
# AS59257 CMPak Limited: 1 proven, 0 reflectors
ask AS59257 203.189.226.123 123.226.189.203
# AS131090 National Telecom Public Company Limited: 1 proven, 0 reflectors
ask AS131090 110.78.168.141 141.168.78.110
# AS262159 Digital TV CABLE DE EDMUND S.R.L.: 1 proven, 0 reflectors
ask AS262159 143.137.114.35 35.114.137.143
# AS263717 SOL TELECOMUNICACIONES S.A.: 1 proven, 0 reflectors
ask AS263717 170.82.147.50 50.147.82.170
# AS265691 WI-NET TELECOM S.A.C.: 1 proven, 0 reflectors
ask AS265691 38.253.169.22 22.169.253.38
# AS271773 PARTNERS TELECOM COLOMBIA SAS: 1 proven, 0 reflectors
ask AS271773 190.13.196.146 146.196.13.190
# AS327712 Telecom Algeria: 1 proven, 0 reflectors
ask AS327712 154.121.63.89 89.63.121.154
# AS327931 Optimum Telecom Algeria: 1 proven, 0 reflectors
ask AS327931 129.45.110.58 58.110.45.129
