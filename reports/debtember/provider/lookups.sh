#!/bin/sh
# Abuse contacts of case EX-2026-0610: one block a network. Every line is a comment: nothing runs.
# Uncomment and run on a machine with a network. A look-up tells its operator which addresses interest you.
# Ask once a network. Write the answers down with their date: asn,email_or_form,source,retrieved_at

# AS7552 Viettel Group: 15 proven, 0 reflectors
# curl -s https://rdap.org/ip/116.97.251.200
# whois 116.97.251.200
# dig +short TXT 200.251.97.116.abuse-contacts.abusix.zone

# AS9829 Bharat Sanchar Nigam Ltd: 15 proven, 0 reflectors
# curl -s https://rdap.org/ip/218.248.127.5
# whois 218.248.127.5
# dig +short TXT 5.127.248.218.abuse-contacts.abusix.zone

# AS8452 TE-AS: 14 proven, 0 reflectors
# curl -s https://rdap.org/ip/102.41.94.61
# whois 102.41.94.61
# dig +short TXT 61.94.41.102.abuse-contacts.abusix.zone

# AS8359 MTS PJSC: 13 proven, 0 reflectors
# curl -s https://rdap.org/ip/89.106.196.223
# whois 89.106.196.223
# dig +short TXT 223.196.106.89.abuse-contacts.abusix.zone

# AS26615 TIM S/A: 12 proven, 0 reflectors
# curl -s https://rdap.org/ip/177.123.50.201
# whois 177.123.50.201
# dig +short TXT 201.50.123.177.abuse-contacts.abusix.zone

# AS45899 VNPT Corp: 12 proven, 0 reflectors
# curl -s https://rdap.org/ip/123.30.145.6
# whois 123.30.145.6
# dig +short TXT 6.145.30.123.abuse-contacts.abusix.zone

# AS4761 PT. INDOSAT Tbk: 11 proven, 0 reflectors
# curl -s https://rdap.org/ip/223.255.227.18
# whois 223.255.227.18
# dig +short TXT 18.227.255.223.abuse-contacts.abusix.zone

# AS23693 PT. Telekomunikasi Selular: 11 proven, 0 reflectors
# curl -s https://rdap.org/ip/202.3.217.218
# whois 202.3.217.218
# dig +short TXT 218.217.3.202.abuse-contacts.abusix.zone

# AS26599 TELEFONICA BRASIL S.A: 11 proven, 0 reflectors
# curl -s https://rdap.org/ip/152.242.92.71
# whois 152.242.92.71
# dig +short TXT 71.92.242.152.abuse-contacts.abusix.zone

# AS55836 Reliance Jio Infocomm Limited: 10 proven, 0 reflectors
# curl -s https://rdap.org/ip/115.245.224.110
# whois 115.245.224.110
# dig +short TXT 110.224.245.115.abuse-contacts.abusix.zone

# AS7303 Telecom Argentina S.A.: 8 proven, 0 reflectors
# curl -s https://rdap.org/ip/200.105.34.149
# whois 200.105.34.149
# dig +short TXT 149.34.105.200.abuse-contacts.abusix.zone

# AS45609 Bharti Airtel Limited: 8 proven, 0 reflectors
# curl -s https://rdap.org/ip/106.194.138.40
# whois 106.194.138.40
# dig +short TXT 40.138.194.106.abuse-contacts.abusix.zone

# AS6147 Telefonica del Peru S.A.A.: 7 proven, 0 reflectors
# curl -s https://rdap.org/ip/45.178.196.91
# whois 45.178.196.91
# dig +short TXT 91.196.178.45.abuse-contacts.abusix.zone

# AS16509 Amazon.com, Inc.: 7 proven, 0 reflectors
# curl -s https://rdap.org/ip/103.182.251.28
# whois 103.182.251.28
# dig +short TXT 28.251.182.103.abuse-contacts.abusix.zone

# AS24560 Bharti Airtel Limited: 7 proven, 0 reflectors
# curl -s https://rdap.org/ip/117.99.97.104
# whois 117.99.97.104
# dig +short TXT 104.97.99.117.abuse-contacts.abusix.zone

# AS27699 TELEFONICA BRASIL S.A: 7 proven, 0 reflectors
# curl -s https://rdap.org/ip/191.13.178.195
# whois 191.13.178.195
# dig +short TXT 195.178.13.191.abuse-contacts.abusix.zone

# AS36947 Telecom Algeria: 7 proven, 0 reflectors
# curl -s https://rdap.org/ip/154.255.81.99
# whois 154.255.81.99
# dig +short TXT 99.81.255.154.abuse-contacts.abusix.zone

# AS3816 COLOMBIA TELECOMUNICACIONES S.A. ESP: 6 proven, 0 reflectors
# curl -s https://rdap.org/ip/181.33.171.234
# whois 181.33.171.234
# dig +short TXT 234.171.33.181.abuse-contacts.abusix.zone

# AS4134 Chinanet: 6 proven, 0 reflectors
# curl -s https://rdap.org/ip/58.208.212.149
# whois 58.208.212.149
# dig +short TXT 149.212.208.58.abuse-contacts.abusix.zone

# AS8048 CANTV Servicios, Venezuela: 6 proven, 0 reflectors
# curl -s https://rdap.org/ip/200.44.116.240
# whois 200.44.116.240
# dig +short TXT 240.116.44.200.abuse-contacts.abusix.zone

# AS9121 Turk Telekomunikasyon Anonim Sirketi: 6 proven, 0 reflectors
# curl -s https://rdap.org/ip/85.96.54.224
# whois 85.96.54.224
# dig +short TXT 224.54.96.85.abuse-contacts.abusix.zone

# AS18403 FPT Telecom Company: 6 proven, 0 reflectors
# curl -s https://rdap.org/ip/203.191.11.240
# whois 203.191.11.240
# dig +short TXT 240.11.191.203.abuse-contacts.abusix.zone

# AS23700 Linknet-Fastnet ASN: 6 proven, 0 reflectors
# curl -s https://rdap.org/ip/139.228.89.139
# whois 139.228.89.139
# dig +short TXT 139.89.228.139.abuse-contacts.abusix.zone

# AS42610 PJSC Rostelecom: 6 proven, 0 reflectors
# curl -s https://rdap.org/ip/87.240.56.126
# whois 87.240.56.126
# dig +short TXT 126.56.240.87.abuse-contacts.abusix.zone

# AS3269 Telecom Italia S.p.A.: 5 proven, 0 reflectors
# curl -s https://rdap.org/ip/217.56.39.175
# whois 217.56.39.175
# dig +short TXT 175.39.56.217.abuse-contacts.abusix.zone

# AS12389 PJSC Rostelecom: 5 proven, 0 reflectors
# curl -s https://rdap.org/ip/195.54.9.29
# whois 195.54.9.29
# dig +short TXT 29.9.54.195.abuse-contacts.abusix.zone

# AS17557 Pakistan Telecommuication company limited: 5 proven, 0 reflectors
# curl -s https://rdap.org/ip/210.56.6.242
# whois 210.56.6.242
# dig +short TXT 242.6.56.210.abuse-contacts.abusix.zone

# AS4230 CLARO S.A.: 4 proven, 0 reflectors
# curl -s https://rdap.org/ip/189.3.239.21
# whois 189.3.239.21
# dig +short TXT 21.239.3.189.abuse-contacts.abusix.zone

# AS4837 CHINA UNICOM China169 Backbone: 4 proven, 0 reflectors
# curl -s https://rdap.org/ip/61.133.84.15
# whois 61.133.84.15
# dig +short TXT 15.84.133.61.abuse-contacts.abusix.zone

# AS8075 Microsoft Corporation: 4 proven, 0 reflectors
# curl -s https://rdap.org/ip/4.224.169.144
# whois 4.224.169.144
# dig +short TXT 144.169.224.4.abuse-contacts.abusix.zone

# AS8167 V tal: 4 proven, 0 reflectors
# curl -s https://rdap.org/ip/187.52.210.121
# whois 187.52.210.121
# dig +short TXT 121.210.52.187.abuse-contacts.abusix.zone

# AS8708 DIGI ROMANIA S.A.: 4 proven, 0 reflectors
# curl -s https://rdap.org/ip/79.115.12.234
# whois 79.115.12.234
# dig +short TXT 234.12.115.79.abuse-contacts.abusix.zone

# AS9299 Philippine Long Distance Telephone Co.: 4 proven, 0 reflectors
# curl -s https://rdap.org/ip/122.54.233.145
# whois 122.54.233.145
# dig +short TXT 145.233.54.122.abuse-contacts.abusix.zone

# AS9318 SK Broadband Co Ltd: 4 proven, 0 reflectors
# curl -s https://rdap.org/ip/1.232.7.35
# whois 1.232.7.35
# dig +short TXT 35.7.232.1.abuse-contacts.abusix.zone

# AS9329 Sri Lanka Telecom Ltd: 4 proven, 0 reflectors
# curl -s https://rdap.org/ip/112.135.199.241
# whois 112.135.199.241
# dig +short TXT 241.199.135.112.abuse-contacts.abusix.zone

# AS12091 MTN SA: 4 proven, 0 reflectors
# curl -s https://rdap.org/ip/105.209.255.200
# whois 105.209.255.200
# dig +short TXT 200.255.209.105.abuse-contacts.abusix.zone

# AS12252 America Movil Peru S.A.C.: 4 proven, 0 reflectors
# curl -s https://rdap.org/ip/190.116.204.183
# whois 190.116.204.183
# dig +short TXT 183.204.116.190.abuse-contacts.abusix.zone

# AS23688 Link3 Technologies Limited: 4 proven, 0 reflectors
# curl -s https://rdap.org/ip/27.147.179.64
# whois 27.147.179.64
# dig +short TXT 64.179.147.27.abuse-contacts.abusix.zone

# AS31148 Freenet LTD: 4 proven, 0 reflectors
# curl -s https://rdap.org/ip/212.22.219.10
# whois 212.22.219.10
# dig +short TXT 10.219.22.212.abuse-contacts.abusix.zone

# AS36992 ETISALAT MISR: 4 proven, 0 reflectors
# curl -s https://rdap.org/ip/213.152.69.128
# whois 213.152.69.128
# dig +short TXT 128.69.152.213.abuse-contacts.abusix.zone

# AS37282 Main one Cable Company Nigeria Limited: 4 proven, 0 reflectors
# curl -s https://rdap.org/ip/102.217.182.247
# whois 102.217.182.247
# dig +short TXT 247.182.217.102.abuse-contacts.abusix.zone

# AS37340 SPECTRANET LIMITED: 4 proven, 0 reflectors
# curl -s https://rdap.org/ip/197.242.116.212
# whois 197.242.116.212
# dig +short TXT 212.116.242.197.abuse-contacts.abusix.zone

# AS45758 Triple T Broadband Public Company Limited: 4 proven, 0 reflectors
# curl -s https://rdap.org/ip/110.164.175.149
# whois 110.164.175.149
# dig +short TXT 149.175.164.110.abuse-contacts.abusix.zone

# AS3786 LG DACOM Corporation: 3 proven, 0 reflectors
# curl -s https://rdap.org/ip/61.36.7.243
# whois 61.36.7.243
# dig +short TXT 243.7.36.61.abuse-contacts.abusix.zone

# AS4750 CS Loxinfo Public Company Limited: 3 proven, 0 reflectors
# curl -s https://rdap.org/ip/203.146.60.39
# whois 203.146.60.39
# dig +short TXT 39.60.146.203.abuse-contacts.abusix.zone

# AS5617 Orange Polska Spolka Akcyjna: 3 proven, 0 reflectors
# curl -s https://rdap.org/ip/83.2.27.207
# whois 83.2.27.207
# dig +short TXT 207.27.2.83.abuse-contacts.abusix.zone

# AS6306 TELEFONICA VENEZOLANA, C.A.: 3 proven, 0 reflectors
# curl -s https://rdap.org/ip/179.22.39.154
# whois 179.22.39.154
# dig +short TXT 154.39.22.179.abuse-contacts.abusix.zone

# AS6648 Sky Internet: 3 proven, 0 reflectors
# curl -s https://rdap.org/ip/202.78.67.50
# whois 202.78.67.50
# dig +short TXT 50.67.78.202.abuse-contacts.abusix.zone

# AS6713 Itissalat Al-MAGHRIB: 3 proven, 0 reflectors
# curl -s https://rdap.org/ip/160.90.200.79
# whois 160.90.200.79
# dig +short TXT 79.200.90.160.abuse-contacts.abusix.zone

# AS7713 Telekomunikasi Indonesia (PT): 3 proven, 0 reflectors
# curl -s https://rdap.org/ip/110.137.12.131
# whois 110.137.12.131
# dig +short TXT 131.12.137.110.abuse-contacts.abusix.zone

# AS9498 Bharti Airtel Limited: 3 proven, 0 reflectors
# curl -s https://rdap.org/ip/125.62.129.44
# whois 125.62.129.44
# dig +short TXT 44.129.62.125.abuse-contacts.abusix.zone

# AS12874 Fastweb SpA: 3 proven, 0 reflectors
# curl -s https://rdap.org/ip/85.18.52.148
# whois 85.18.52.148
# dig +short TXT 148.52.18.85.abuse-contacts.abusix.zone

# AS15895 "Kyivstar" PJSC: 3 proven, 0 reflectors
# curl -s https://rdap.org/ip/134.249.0.229
# whois 134.249.0.229
# dig +short TXT 229.0.249.134.abuse-contacts.abusix.zone

# AS15924 Vodafone Net Iletisim Hizmetler AS: 3 proven, 0 reflectors
# curl -s https://rdap.org/ip/194.247.59.7
# whois 194.247.59.7
# dig +short TXT 7.59.247.194.abuse-contacts.abusix.zone

# AS18881 TELEFONICA BRASIL S.A: 3 proven, 0 reflectors
# curl -s https://rdap.org/ip/187.113.0.227
# whois 187.113.0.227
# dig +short TXT 227.0.113.187.abuse-contacts.abusix.zone

# AS22085 Claro S/A: 3 proven, 0 reflectors
# curl -s https://rdap.org/ip/190.109.85.141
# whois 190.109.85.141
# dig +short TXT 141.85.109.190.abuse-contacts.abusix.zone

# AS26210 AXS Bolivia S. A.: 3 proven, 0 reflectors
# curl -s https://rdap.org/ip/200.105.207.23
# whois 200.105.207.23
# dig +short TXT 23.207.105.200.abuse-contacts.abusix.zone

# AS27831 Colombia Movil: 3 proven, 0 reflectors
# curl -s https://rdap.org/ip/186.97.24.124
# whois 186.97.24.124
# dig +short TXT 124.24.97.186.abuse-contacts.abusix.zone

# AS36873 Airtel Networks Limited: 3 proven, 0 reflectors
# curl -s https://rdap.org/ip/105.112.65.86
# whois 105.112.65.86
# dig +short TXT 86.65.112.105.abuse-contacts.abusix.zone

# AS36891 Icosnet SPA: 3 proven, 0 reflectors
# curl -s https://rdap.org/ip/196.41.230.44
# whois 196.41.230.44
# dig +short TXT 44.230.41.196.abuse-contacts.abusix.zone

# AS37069 The Egyptian Company for Mobile Services (Mobinil): 3 proven, 0 reflectors
# curl -s https://rdap.org/ip/197.223.30.169
# whois 197.223.30.169
# dig +short TXT 169.30.223.197.abuse-contacts.abusix.zone

# AS37168 Cell C (Pty) Ltd: 3 proven, 0 reflectors
# curl -s https://rdap.org/ip/41.157.123.51
# whois 41.157.123.51
# dig +short TXT 51.123.157.41.abuse-contacts.abusix.zone

# AS38322 TM TECHNOLOGY SERVICES SDN. BHD.: 3 proven, 0 reflectors
# curl -s https://rdap.org/ip/42.155.197.151
# whois 42.155.197.151
# dig +short TXT 151.197.155.42.abuse-contacts.abusix.zone

# AS45543 SaiGon Tourist cable Televition Company: 3 proven, 0 reflectors
# curl -s https://rdap.org/ip/112.197.159.46
# whois 112.197.159.46
# dig +short TXT 46.159.197.112.abuse-contacts.abusix.zone

# AS47524 Turksat Uydu Haberlesme ve Kablo TV Isletme A.S.: 3 proven, 0 reflectors
# curl -s https://rdap.org/ip/24.133.87.213
# whois 24.133.87.213
# dig +short TXT 213.87.133.24.abuse-contacts.abusix.zone

# AS57218 "Rightel Communication Service Company PJS": 3 proven, 0 reflectors
# curl -s https://rdap.org/ip/93.114.31.194
# whois 93.114.31.194
# dig +short TXT 194.31.114.93.abuse-contacts.abusix.zone

# AS135905 VIETNAM POSTS AND TELECOMMUNICATIONS GROUP: 3 proven, 0 reflectors
# curl -s https://rdap.org/ip/144.79.110.96
# whois 144.79.110.96
# dig +short TXT 96.110.79.144.abuse-contacts.abusix.zone

# AS197207 Mobile Communication Company of Iran PLC: 3 proven, 0 reflectors
# curl -s https://rdap.org/ip/113.203.58.152
# whois 113.203.58.152
# dig +short TXT 152.58.203.113.abuse-contacts.abusix.zone

# AS327934 SOCIETE NATIONALE DES TELECOMMUNICATIONS (Tunisie Telecom): 3 proven, 0 reflectors
# curl -s https://rdap.org/ip/197.3.39.226
# whois 197.3.39.226
# dig +short TXT 226.39.3.197.abuse-contacts.abusix.zone

# AS1267 WIND TRE S.P.A.: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/185.54.34.69
# whois 185.54.34.69
# dig +short TXT 69.34.54.185.abuse-contacts.abusix.zone

# AS3216 PJSC "Vimpelcom": 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/194.186.81.15
# whois 194.186.81.15
# dig +short TXT 15.81.186.194.abuse-contacts.abusix.zone

# AS3329 VODAFONE-PANAFON HELLENIC TELECOMMUNICATIONS COMPANY SA: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/89.44.158.32
# whois 89.44.158.32
# dig +short TXT 32.158.44.89.abuse-contacts.abusix.zone

# AS4766 Korea Telecom: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/220.66.139.235
# whois 220.66.139.235
# dig +short TXT 235.139.66.220.abuse-contacts.abusix.zone

# AS4775 Globe Telecom (GMCR,INC): 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/203.177.149.174
# whois 203.177.149.174
# dig +short TXT 174.149.177.203.abuse-contacts.abusix.zone

# AS4780 Digital United Inc.: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/220.228.104.196
# whois 220.228.104.196
# dig +short TXT 196.104.228.220.abuse-contacts.abusix.zone

# AS4788 TM TECHNOLOGY SERVICES SDN BHD: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/203.106.152.117
# whois 203.106.152.117
# dig +short TXT 117.152.106.203.abuse-contacts.abusix.zone

# AS5483 Magyar Telekom plc.: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/178.238.221.202
# whois 178.238.221.202
# dig +short TXT 202.221.238.178.abuse-contacts.abusix.zone

# AS5713 Telkom SA Ltd.: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/102.253.231.27
# whois 102.253.231.27
# dig +short TXT 27.231.253.102.abuse-contacts.abusix.zone

# AS6535 Telmex Servicios Empresariales S.A.: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/179.3.150.146
# whois 179.3.150.146
# dig +short TXT 146.150.3.179.abuse-contacts.abusix.zone

# AS6799 Ote SA (Hellenic Telecommunications Organisation): 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/62.103.98.235
# whois 62.103.98.235
# dig +short TXT 235.98.103.62.abuse-contacts.abusix.zone

# AS7418 TELEFONICA CHILE S.A.: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/200.29.56.68
# whois 200.29.56.68
# dig +short TXT 68.56.29.200.abuse-contacts.abusix.zone

# AS7470 TRUE INTERNET CORPORATION CO. LTD.: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/61.91.253.185
# whois 61.91.253.185
# dig +short TXT 185.253.91.61.abuse-contacts.abusix.zone

# AS7602 Sai gon Postel Corporation: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/180.93.12.16
# whois 180.93.12.16
# dig +short TXT 16.12.93.180.abuse-contacts.abusix.zone

# AS8386 Vodafone Net Iletisim Hizmetler AS: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/176.217.22.92
# whois 176.217.22.92
# dig +short TXT 92.22.217.176.abuse-contacts.abusix.zone

# AS8771 YUnet International d.o.o.: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/194.247.199.196
# whois 194.247.199.196
# dig +short TXT 196.199.247.194.abuse-contacts.abusix.zone

# AS8866 Vivacom Bulgaria EAD: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/84.40.73.139
# whois 84.40.73.139
# dig +short TXT 139.73.40.84.abuse-contacts.abusix.zone

# AS9009 M247 Europe SRL: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/104.165.101.37
# whois 104.165.101.37
# dig +short TXT 37.101.165.104.abuse-contacts.abusix.zone

# AS9198 JSC Kazakhtelecom: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/92.46.247.156
# whois 92.46.247.156
# dig +short TXT 156.247.46.92.abuse-contacts.abusix.zone

# AS9394 China TieTong Telecommunications Corporation: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/110.195.6.221
# whois 110.195.6.221
# dig +short TXT 221.6.195.110.abuse-contacts.abusix.zone

# AS9541 Cyber Internet Services (Private) Limited: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/124.29.253.56
# whois 124.29.253.56
# dig +short TXT 56.253.29.124.abuse-contacts.abusix.zone

# AS9930 TT DOTCOM SDN BHD: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/223.28.27.189
# whois 223.28.27.189
# dig +short TXT 189.27.28.223.abuse-contacts.abusix.zone

# AS10429 TELEFONICA BRASIL S.A: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/201.91.248.52
# whois 201.91.248.52
# dig +short TXT 52.248.91.201.abuse-contacts.abusix.zone

# AS10620 Telmex Colombia S.A.: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/181.53.58.3
# whois 181.53.58.3
# dig +short TXT 3.58.53.181.abuse-contacts.abusix.zone

# AS11562 Net Uno, C.A.: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/170.245.34.173
# whois 170.245.34.173
# dig +short TXT 173.34.245.170.abuse-contacts.abusix.zone

# AS12714 PJSC MegaFon: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/79.120.111.138
# whois 79.120.111.138
# dig +short TXT 138.111.120.79.abuse-contacts.abusix.zone

# AS12978 ANDROMEDA TV DIGITAL PLATFORM ISLETMECILIGI A.S.: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/212.31.26.245
# whois 212.31.26.245
# dig +short TXT 245.26.31.212.abuse-contacts.abusix.zone

# AS13124 A1 Bulgaria EAD: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/77.236.176.144
# whois 77.236.176.144
# dig +short TXT 144.176.236.77.abuse-contacts.abusix.zone

# AS14522 Satnet: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/181.175.159.221
# whois 181.175.159.221
# dig +short TXT 221.159.175.181.abuse-contacts.abusix.zone

# AS15897 Vodafone Telekomunikasyon A.S.: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/212.65.145.158
# whois 212.65.145.158
# dig +short TXT 158.145.65.212.abuse-contacts.abusix.zone

# AS16814 NSS S.A.: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/201.216.242.51
# whois 201.216.242.51
# dig +short TXT 51.242.216.201.abuse-contacts.abusix.zone

# AS17421 Mobile Business Group: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/221.120.38.97
# whois 221.120.38.97
# dig +short TXT 97.38.120.221.abuse-contacts.abusix.zone

# AS17494 Bangladesh Telegraph & Telephone Board: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/123.49.58.102
# whois 123.49.58.102
# dig +short TXT 102.58.49.123.abuse-contacts.abusix.zone

# AS17552 TRUE INTERNET CORPORATION CO. LTD.: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/115.87.130.109
# whois 115.87.130.109
# dig +short TXT 109.130.87.115.abuse-contacts.abusix.zone

# AS17639 ComClark Network & Technology Corp: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/103.240.120.160
# whois 103.240.120.160
# dig +short TXT 160.120.240.103.abuse-contacts.abusix.zone

# AS20845 DIGI Tavkozlesi es Szolgaltato Kft.: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/91.82.0.244
# whois 91.82.0.244
# dig +short TXT 244.0.82.91.abuse-contacts.abusix.zone

# AS21497 PrJSC "VF UKRAINE": 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/178.136.132.78
# whois 178.136.132.78
# dig +short TXT 78.132.136.178.abuse-contacts.abusix.zone

# AS21575 ENTEL PERU S.A.: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/190.8.154.139
# whois 190.8.154.139
# dig +short TXT 139.154.8.190.abuse-contacts.abusix.zone

# AS23201 Telecel S.A.: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/200.9.7.141
# whois 200.9.7.141
# dig +short TXT 141.7.9.200.abuse-contacts.abusix.zone

# AS23956 Amber IT Limited: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/118.179.147.219
# whois 118.179.147.219
# dig +short TXT 219.147.179.118.abuse-contacts.abusix.zone

# AS23969 TOT Public Company Limited: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/182.52.110.208
# whois 182.52.110.208
# dig +short TXT 208.110.52.182.abuse-contacts.abusix.zone

# AS24086 Viettel Corporation: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/116.100.144.146
# whois 116.100.144.146
# dig +short TXT 146.144.100.116.abuse-contacts.abusix.zone

# AS24342 BRACNet Limited: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/115.127.36.225
# whois 115.127.36.225
# dig +short TXT 225.36.127.115.abuse-contacts.abusix.zone

# AS24389 grameenphone limited: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/119.30.34.65
# whois 119.30.34.65
# dig +short TXT 65.34.30.119.abuse-contacts.abusix.zone

# AS24863 LINKdotNET AS number: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/82.201.209.46
# whois 82.201.209.46
# dig +short TXT 46.209.201.82.abuse-contacts.abusix.zone

# AS25620 COTAS LTDA.: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/190.171.230.6
# whois 190.171.230.6
# dig +short TXT 6.230.171.190.abuse-contacts.abusix.zone

# AS27747 Telecentro S.A.: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/186.19.135.153
# whois 186.19.135.153
# dig +short TXT 153.135.19.186.abuse-contacts.abusix.zone

# AS27947 Telconet S.A: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/200.125.128.146
# whois 200.125.128.146
# dig +short TXT 146.128.125.200.abuse-contacts.abusix.zone

# AS28006 CORPORACION NACIONAL DE TELECOMUNICACIONES - CNT EP: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/186.46.250.224
# whois 186.46.250.224
# dig +short TXT 224.250.46.186.abuse-contacts.abusix.zone

# AS28011 CORPORACION NACIONAL DE TELECOMUNICACIONES - CNT EP: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/181.112.29.229
# whois 181.112.29.229
# dig +short TXT 229.29.112.181.abuse-contacts.abusix.zone

# AS28024 Nuevatel PCS de Bolivia S.A.: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/161.22.190.142
# whois 161.22.190.142
# dig +short TXT 142.190.22.161.abuse-contacts.abusix.zone

# AS28573 Claro NXT Telecomunicacoes Ltda: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/189.63.164.189
# whois 189.63.164.189
# dig +short TXT 189.164.63.189.abuse-contacts.abusix.zone

# AS29465 MTN NIGERIA Communication limited: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/197.210.162.213
# whois 197.210.162.213
# dig +short TXT 213.162.210.197.abuse-contacts.abusix.zone

# AS30986 Scancom Ltd.: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/154.168.30.45
# whois 154.168.30.45
# dig +short TXT 45.30.168.154.abuse-contacts.abusix.zone

# AS31042 Serbia BroadBand-Srpske Kablovske mreze d.o.o.: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/188.246.59.214
# whois 188.246.59.214
# dig +short TXT 214.59.246.188.abuse-contacts.abusix.zone

# AS31200 Novotelecom Ltd: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/5.130.243.118
# whois 5.130.243.118
# dig +short TXT 118.243.130.5.abuse-contacts.abusix.zone

# AS36884 Wana Corporate: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/105.64.78.225
# whois 105.64.78.225
# dig +short TXT 225.78.64.105.abuse-contacts.abusix.zone

# AS36935 Vodafone Data: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/196.158.250.235
# whois 196.158.250.235
# dig +short TXT 235.250.158.196.abuse-contacts.abusix.zone

# AS37693 OOREDOO TUNISIE SA: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/41.228.243.205
# whois 41.228.243.205
# dig +short TXT 205.243.228.41.abuse-contacts.abusix.zone

# AS38264 Wateen Telecom Limited: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/110.39.25.156
# whois 110.39.25.156
# dig +short TXT 156.25.39.110.abuse-contacts.abusix.zone

# AS38565 Ncell Pty. Ltd.: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/116.68.210.254
# whois 116.68.210.254
# dig +short TXT 254.210.68.116.abuse-contacts.abusix.zone

# AS39603 P4 Sp. z o.o.: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/109.243.241.73
# whois 109.243.241.73
# dig +short TXT 73.241.243.109.abuse-contacts.abusix.zone

# AS42337 Respina Networks & Beyond PJSC: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/81.12.81.235
# whois 81.12.81.235
# dig +short TXT 235.81.12.81.abuse-contacts.abusix.zone

# AS45090 Shenzhen Tencent Computer Systems Company Limited: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/110.40.225.59
# whois 110.40.225.59
# dig +short TXT 59.225.40.110.abuse-contacts.abusix.zone

# AS52468 UFINET PANAMA S.A.: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/45.224.96.64
# whois 45.224.96.64
# dig +short TXT 64.96.224.45.abuse-contacts.abusix.zone

# AS132199 Globe Telecom Inc.: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/180.190.226.81
# whois 180.190.226.81
# dig +short TXT 81.226.190.180.abuse-contacts.abusix.zone

# AS327952 Development and Investment Limited - NATCOM Development and Investment Limited: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/129.56.148.220
# whois 129.56.148.220
# dig +short TXT 220.148.56.129.abuse-contacts.abusix.zone

# AS396982 Google LLC: 2 proven, 0 reflectors
# curl -s https://rdap.org/ip/103.242.79.2
# whois 103.242.79.2
# dig +short TXT 2.79.242.103.abuse-contacts.abusix.zone

# AS1241 Nova Telecommunications & Media Single Member S.A: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/194.219.0.202
# whois 194.219.0.202
# dig +short TXT 202.0.219.194.abuse-contacts.abusix.zone

# AS2012 ELTENET: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/157.181.68.81
# whois 157.181.68.81
# dig +short TXT 81.68.181.157.abuse-contacts.abusix.zone

# AS3245 Digital Systems Ltd: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/193.68.106.21
# whois 193.68.106.21
# dig +short TXT 21.106.68.193.abuse-contacts.abusix.zone

# AS3260 INTRACOM S.A. TELECOM SOLUTIONS: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/192.94.67.195
# whois 192.94.67.195
# dig +short TXT 195.67.94.192.abuse-contacts.abusix.zone

# AS3462 Chunghwa Telecom Co., Ltd.: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/210.71.141.169
# whois 210.71.141.169
# dig +short TXT 169.141.71.210.abuse-contacts.abusix.zone

# AS3741 Dimension Data: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/196.28.152.23
# whois 196.28.152.23
# dig +short TXT 23.152.28.196.abuse-contacts.abusix.zone

# AS4755 Tata Communications Limited: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/203.196.206.43
# whois 203.196.206.43
# dig +short TXT 43.206.196.203.abuse-contacts.abusix.zone

# AS4800 PT Aplikanusa Lintasarta: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/103.254.125.28
# whois 103.254.125.28
# dig +short TXT 28.125.254.103.abuse-contacts.abusix.zone

# AS4808 China Unicom Beijing Province Network: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/118.194.34.218
# whois 118.194.34.218
# dig +short TXT 218.34.194.118.abuse-contacts.abusix.zone

# AS4818 DiGi Telecommunications Sdn Bhd., Digi Internet Exchange: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/210.48.199.4
# whois 210.48.199.4
# dig +short TXT 4.199.48.210.abuse-contacts.abusix.zone

# AS6568 Entel S.A. - EntelNet: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/200.87.137.223
# whois 200.87.137.223
# dig +short TXT 223.137.87.200.abuse-contacts.abusix.zone

# AS6849 JSC "Ukrtelecom": 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/93.190.44.10
# whois 93.190.44.10
# dig +short TXT 10.44.190.93.abuse-contacts.abusix.zone

# AS7565 BDCOM Online Limited: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/114.31.13.172
# whois 114.31.13.172
# dig +short TXT 172.13.31.114.abuse-contacts.abusix.zone

# AS8374 Polkomtel Sp. z o.o.: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/46.77.135.58
# whois 46.77.135.58
# dig +short TXT 58.135.77.46.abuse-contacts.abusix.zone

# AS8402 PJSC "Vimpelcom": 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/95.26.204.233
# whois 95.26.204.233
# dig +short TXT 233.204.26.95.abuse-contacts.abusix.zone

# AS8953 Orange Romania S.A.: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/93.122.186.172
# whois 93.122.186.172
# dig +short TXT 172.186.122.93.abuse-contacts.abusix.zone

# AS9050 Orange Romania S.A.: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/86.104.66.28
# whois 86.104.66.28
# dig +short TXT 28.66.104.86.abuse-contacts.abusix.zone

# AS9070 "Cooolbox" AD: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/84.22.26.194
# whois 84.22.26.194
# dig +short TXT 194.26.22.84.abuse-contacts.abusix.zone

# AS9129 MTN Business Kenya: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/217.199.159.215
# whois 217.199.159.215
# dig +short TXT 215.159.199.217.abuse-contacts.abusix.zone

# AS9534 Maxis Broadband Sdn Bhd: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/103.239.248.199
# whois 103.239.248.199
# dig +short TXT 199.248.239.103.abuse-contacts.abusix.zone

# AS9644 SK Telecom: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/58.103.125.79
# whois 58.103.125.79
# dig +short TXT 79.125.103.58.abuse-contacts.abusix.zone

# AS9658 Eastern Telecommunications Philippines, Inc.: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/49.157.98.29
# whois 49.157.98.29
# dig +short TXT 29.98.157.49.abuse-contacts.abusix.zone

# AS9808 China Mobile: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/183.239.98.2
# whois 183.239.98.2
# dig +short TXT 2.98.239.183.abuse-contacts.abusix.zone

# AS9924 Taiwan Fixed Network, Telco and Network Service Provider.: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/103.129.176.117
# whois 103.129.176.117
# dig +short TXT 117.176.129.103.abuse-contacts.abusix.zone

# AS10139 Smart Broadband, Inc.: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/121.1.60.7
# whois 121.1.60.7
# dig +short TXT 7.60.1.121.abuse-contacts.abusix.zone

# AS10834 Telefonica de Argentina: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/200.51.235.191
# whois 200.51.235.191
# dig +short TXT 191.235.51.200.abuse-contacts.abusix.zone

# AS11664 Techtel LMDS Comunicaciones Interactivas S.A.: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/200.61.35.20
# whois 200.61.35.20
# dig +short TXT 20.35.61.200.abuse-contacts.abusix.zone

# AS12301 Invitech ICT Services Kft.: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/82.141.176.201
# whois 82.141.176.201
# dig +short TXT 201.176.141.82.abuse-contacts.abusix.zone

# AS12302 Vodafone Romania S.A.: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/93.117.155.23
# whois 93.117.155.23
# dig +short TXT 23.155.117.93.abuse-contacts.abusix.zone

# AS12880 Information Technology Company (ITC): 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/2.188.6.29
# whois 2.188.6.29
# dig +short TXT 29.6.188.2.abuse-contacts.abusix.zone

# AS12912 T-Mobile Polska S.A.: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/157.25.207.234
# whois 157.25.207.234
# dig +short TXT 234.207.25.157.abuse-contacts.abusix.zone

# AS13489 EPM Telecomunicaciones S.A. E.S.P.: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/190.128.18.35
# whois 190.128.18.35
# dig +short TXT 35.18.128.190.abuse-contacts.abusix.zone

# AS14080 Telmex Colombia S.A.: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/190.159.37.107
# whois 190.159.37.107
# dig +short TXT 107.37.159.190.abuse-contacts.abusix.zone

# AS14259 Gtd Internet S.A.: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/152.230.175.38
# whois 152.230.175.38
# dig +short TXT 38.175.230.152.abuse-contacts.abusix.zone

# AS15617 Nova Telecommunications & Media Single Member S.A: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/212.152.76.155
# whois 212.152.76.155
# dig +short TXT 155.76.152.212.abuse-contacts.abusix.zone

# AS16637 MTN SA: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/105.177.0.34
# whois 105.177.0.34
# dig +short TXT 34.0.177.105.abuse-contacts.abusix.zone

# AS17561 Larus Limited: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/156.224.64.172
# whois 156.224.64.172
# dig +short TXT 172.64.224.156.abuse-contacts.abusix.zone

# AS18101 Reliance Communications Limited: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/103.218.247.91
# whois 103.218.247.91
# dig +short TXT 91.247.218.103.abuse-contacts.abusix.zone

# AS18747 IFX Corporation: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/200.110.130.66
# whois 200.110.130.66
# dig +short TXT 66.130.110.200.abuse-contacts.abusix.zone

# AS20978 TT Mobil Iletisim Hizmetleri A.S: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/46.104.163.76
# whois 46.104.163.76
# dig +short TXT 76.163.104.46.abuse-contacts.abusix.zone

# AS21021 Multimedia Polska Sp. z o.o.: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/62.61.58.106
# whois 62.61.58.106
# dig +short TXT 106.58.61.62.abuse-contacts.abusix.zone

# AS21299 Kar-Tel LLC: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/86.107.142.108
# whois 86.107.142.108
# dig +short TXT 108.142.107.86.abuse-contacts.abusix.zone

# AS21334 One Hungary Ltd.: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/185.123.31.227
# whois 185.123.31.227
# dig +short TXT 227.31.123.185.abuse-contacts.abusix.zone

# AS21826 Corporacion Telemic C.A.: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/200.229.154.120
# whois 200.229.154.120
# dig +short TXT 120.154.229.200.abuse-contacts.abusix.zone

# AS22047 VTR BANDA ANCHA S.A.: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/200.83.200.217
# whois 200.83.200.217
# dig +short TXT 217.200.83.200.abuse-contacts.abusix.zone

# AS22927 Telefonica de Argentina: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/179.40.27.65
# whois 179.40.27.65
# dig +short TXT 65.27.40.179.abuse-contacts.abusix.zone

# AS23674 Nayatel (Pvt) Ltd: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/124.109.58.175
# whois 124.109.58.175
# dig +short TXT 175.58.109.124.abuse-contacts.abusix.zone

# AS24835 Vodafone Data - Egypt: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/196.155.201.7
# whois 196.155.201.7
# dig +short TXT 7.201.155.196.abuse-contacts.abusix.zone

# AS25513 PJSC Moscow city telephone network: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/94.29.117.176
# whois 94.29.117.176
# dig +short TXT 176.117.29.94.abuse-contacts.abusix.zone

# AS26611 COMCEL S.A.: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/190.130.83.105
# whois 190.130.83.105
# dig +short TXT 105.83.130.190.abuse-contacts.abusix.zone

# AS27738 Ecuadortelecom S.A.: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/200.124.225.70
# whois 200.124.225.70
# dig +short TXT 70.225.124.200.abuse-contacts.abusix.zone

# AS27768 CO.PA.CO.: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/201.217.11.204
# whois 201.217.11.204
# dig +short TXT 204.11.217.201.abuse-contacts.abusix.zone

# AS27839 Comteco Ltda: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/190.107.55.141
# whois 190.107.55.141
# dig +short TXT 141.55.107.190.abuse-contacts.abusix.zone

# AS27983 Red Intercable Digital S.A.: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/45.166.83.90
# whois 45.166.83.90
# dig +short TXT 90.83.166.45.abuse-contacts.abusix.zone

# AS29091 ipNX Nigeria Limited: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/62.173.42.171
# whois 62.173.42.171
# dig +short TXT 171.42.173.62.abuse-contacts.abusix.zone

# AS29286 SKYLOGIC S.P.A.: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/138.36.147.232
# whois 138.36.147.232
# dig +short TXT 232.147.36.138.abuse-contacts.abusix.zone

# AS29314 VECTRA S.A.: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/192.166.120.105
# whois 192.166.120.105
# dig +short TXT 105.120.166.192.abuse-contacts.abusix.zone

# AS29580 A1 Bulgaria EAD: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/77.70.34.42
# whois 77.70.34.42
# dig +short TXT 42.34.70.77.abuse-contacts.abusix.zone

# AS29614 VODAFONE GHANA AS INTERNATIONAL TRANSIT: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/41.210.33.12
# whois 41.210.33.12
# dig +short TXT 12.33.210.41.abuse-contacts.abusix.zone

# AS29975 Vodacom: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/41.18.6.38
# whois 41.18.6.38
# dig +short TXT 38.6.18.41.abuse-contacts.abusix.zone

# AS31133 PJSC MegaFon: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/178.176.84.116
# whois 178.176.84.116
# dig +short TXT 116.84.176.178.abuse-contacts.abusix.zone

# AS33771 Safaricom Limited: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/196.107.96.141
# whois 196.107.96.141
# dig +short TXT 141.96.107.196.abuse-contacts.abusix.zone

# AS33779 Wataniya Telecom Algerie: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/80.88.12.95
# whois 80.88.12.95
# dig +short TXT 95.12.88.80.abuse-contacts.abusix.zone

# AS34984 Superonline Iletisim Hizmetleri A.S.: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/91.93.188.22
# whois 91.93.188.22
# dig +short TXT 22.188.93.91.abuse-contacts.abusix.zone

# AS35104 Jusan Mobile JSC: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/95.141.131.240
# whois 95.141.131.240
# dig +short TXT 240.131.141.95.abuse-contacts.abusix.zone

# AS35141 A1 Bulgaria EAD: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/95.111.89.87
# whois 95.111.89.87
# dig +short TXT 87.89.111.95.abuse-contacts.abusix.zone

# AS35725 TELEKOM ROMANIA MOBILE COMMUNICATIONS S.A.: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/89.35.240.219
# whois 89.35.240.219
# dig +short TXT 219.240.35.89.abuse-contacts.abusix.zone

# AS36903 Office National des Postes et Telecommunications ONPT (Maroc Telecom) / IAM: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/105.136.166.40
# whois 105.136.166.40
# dig +short TXT 40.166.136.105.abuse-contacts.abusix.zone

# AS36926 Airtel Networks Kenya Limited: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/102.0.21.67
# whois 102.0.21.67
# dig +short TXT 67.21.0.102.abuse-contacts.abusix.zone

# AS37061 Safaricom Limited: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/41.90.163.53
# whois 41.90.163.53
# dig +short TXT 53.163.90.41.abuse-contacts.abusix.zone

# AS37350 Dimension Data Ltd: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/102.22.9.164
# whois 102.22.9.164
# dig +short TXT 164.9.22.102.abuse-contacts.abusix.zone

# AS37457 Telkom SA Ltd.: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/41.149.28.54
# whois 41.149.28.54
# dig +short TXT 54.28.149.41.abuse-contacts.abusix.zone

# AS37504 EO Data Center: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/197.13.89.100
# whois 197.13.89.100
# dig +short TXT 100.89.13.197.abuse-contacts.abusix.zone

# AS37518 Fiber Grid INC: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/196.196.187.148
# whois 196.196.187.148
# dig +short TXT 148.187.196.196.abuse-contacts.abusix.zone

# AS37671 3S INF: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/41.227.210.31
# whois 41.227.210.31
# dig +short TXT 31.210.227.41.abuse-contacts.abusix.zone

# AS37963 Hangzhou Alibaba Advertising Co.,Ltd.: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/110.76.22.168
# whois 110.76.22.168
# dig +short TXT 168.22.76.110.abuse-contacts.abusix.zone

# AS39184 UltraNET Ltd: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/80.72.70.213
# whois 80.72.70.213
# dig +short TXT 213.70.72.80.abuse-contacts.abusix.zone

# AS39501 Parvaresh Dadeha Co. Private Joint Stock: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/85.204.104.205
# whois 85.204.104.205
# dig +short TXT 205.104.204.85.abuse-contacts.abusix.zone

# AS39608 Lanet Network Ltd: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/86.111.90.27
# whois 86.111.90.27
# dig +short TXT 27.90.111.86.abuse-contacts.abusix.zone

# AS39824 JSC Alma Telecommunications: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/185.98.78.183
# whois 185.98.78.183
# dig +short TXT 183.78.98.185.abuse-contacts.abusix.zone

# AS44559 IT HOSTLINE LTD: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/45.88.168.214
# whois 45.88.168.214
# dig +short TXT 214.168.88.45.abuse-contacts.abusix.zone

# AS55915 Classic Tech Pvt. Ltd.: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/43.231.211.198
# whois 43.231.211.198
# dig +short TXT 198.211.231.43.abuse-contacts.abusix.zone

# AS59257 CMPak Limited: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/203.189.226.123
# whois 203.189.226.123
# dig +short TXT 123.226.189.203.abuse-contacts.abusix.zone

# AS131090 National Telecom Public Company Limited: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/110.78.168.141
# whois 110.78.168.141
# dig +short TXT 141.168.78.110.abuse-contacts.abusix.zone

# AS262159 Digital TV CABLE DE EDMUND S.R.L.: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/143.137.114.35
# whois 143.137.114.35
# dig +short TXT 35.114.137.143.abuse-contacts.abusix.zone

# AS263717 SOL TELECOMUNICACIONES S.A.: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/170.82.147.50
# whois 170.82.147.50
# dig +short TXT 50.147.82.170.abuse-contacts.abusix.zone

# AS265691 WI-NET TELECOM S.A.C.: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/38.253.169.22
# whois 38.253.169.22
# dig +short TXT 22.169.253.38.abuse-contacts.abusix.zone

# AS271773 PARTNERS TELECOM COLOMBIA SAS: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/190.13.196.146
# whois 190.13.196.146
# dig +short TXT 146.196.13.190.abuse-contacts.abusix.zone

# AS327712 Telecom Algeria: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/154.121.63.89
# whois 154.121.63.89
# dig +short TXT 89.63.121.154.abuse-contacts.abusix.zone

# AS327931 Optimum Telecom Algeria: 1 proven, 0 reflectors
# curl -s https://rdap.org/ip/129.45.110.58
# whois 129.45.110.58
# dig +short TXT 58.110.45.129.abuse-contacts.abusix.zone
